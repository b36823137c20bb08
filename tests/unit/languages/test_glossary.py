"""One name for one need, state and role, wherever it is said (docs/glossary.toml)."""

import re
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

import services
from shared.contracts.words import OFFERED, SPOKEN, Language
from shared.web.catalogues import read_catalogues
from tests.support.network_words import words_of_the_network
from tests.support.notify.letters.rendering import letters_of

ROOT = Path(services.__path__[0]).parent
WORDS = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text("utf-8"))["word"]
PARTS = ("kit", "intake", "matching", "notify", "reporting")
SAID_ONCE = ("category.", "line.", "role.", "urgency.")
"""Names that the kit has for all: another part may say them again only alike."""
ALIKE = (
    ("intake", "board.state.", "intake", "request_state."),
    ("reporting", "state.", "intake", "request_state."),
    ("intake", "own_look.role.", "kit", "role."),
)
"""Where the same state or role is said by two ids."""
_QUOTED = re.compile(r'"([^"\n]*)"')


def said(language: Language) -> Iterator[tuple[str, str]]:
    """Give everything that is said in a language, with where it stands."""
    for part in PARTS:
        texts = read_catalogues([part]).texts[language]
        yield from ((f"{part}: {text_id}", form) for text_id in texts for form in texts[text_id])
    for letter in letters_of(language).glob("*.txt"):
        yield letter.name, letter.read_text("utf-8")
    for file, words in words_of_the_network():
        yield file, words.get(language, "")
    if language is Language.ENGLISH:
        for tool in sorted((ROOT / "deploy" / "cli").glob("*.py")):
            yield from ((tool.name, quoted) for quoted in _QUOTED.findall(tool.read_text("utf-8")))


@pytest.mark.long
@pytest.mark.parametrize("language", OFFERED)
def test_nothing_is_called_by_a_name_that_the_glossary_gave_up(language: Language) -> None:
    forbidden = [(word["code"], stem) for word in WORDS for stem in word["not"].get(language, ())]

    found = [
        f"{where}: {stem!r} ({code})"
        for (where, text), (code, stem) in product(said(language), forbidden)
        if re.search(rf"\b{re.escape(stem)}", text.lower())
    ]

    assert found == [], "say it as docs/glossary.toml does"


@pytest.mark.parametrize("language", Language)
def test_the_name_of_the_network_is_data_and_in_no_text(language: Language) -> None:
    """It is `contact.network_name` on a page, `{{ network_name }}` in a letter."""
    texts = (one for one in said(language) if not one[0].endswith((".toml", ".py")))

    assert [where for where, text in texts if "porukalla" in text.lower()] == []


@pytest.mark.parametrize("language", OFFERED)
def test_a_name_that_all_have_is_said_alike_everywhere(language: Language) -> None:
    kit = read_catalogues(["kit"]).texts[language]

    other = [
        f"{part}: {text_id}"
        for part in PARTS
        for text_id, forms in read_catalogues([part]).texts[language].items()
        if text_id.startswith(SAID_ONCE) and kit.get(text_id, forms) != forms
    ]

    assert other == []


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize(("part", "begins", "other", "there"), ALIKE)
def test_a_state_or_role_has_one_name(
    part: str, begins: str, other: str, there: str, language: Language
) -> None:
    theirs = read_catalogues([other]).texts[language]

    differ = {
        text_id: (forms[0], theirs[there + text_id.removeprefix(begins)][0])
        for text_id, forms in read_catalogues([part]).texts[language].items()
        if text_id.startswith(begins)
        and there + text_id.removeprefix(begins) in theirs
        and forms[0].lower() != theirs[there + text_id.removeprefix(begins)][0].lower()
    }

    assert differ == {}


def test_a_name_that_was_given_up_is_found() -> None:
    assert re.search(r"\buppgiften", "Tar du uppgiften?".lower())
    assert not re.search(r"\buppgiften", "Kontaktuppgiften".lower())
