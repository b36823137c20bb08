"""Selkosuomi is plain: short sentences, nobody hides behind a passive, and no text is left out."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from shared.contracts.words import Language
from shared.languages import writing_of
from shared.web.catalogues import read_catalogues
from tests.support.network_words import words_of_the_network
from tests.support.notify.letters.rendering import letters_of

SELKO: Final = Language.SIMPLE_FINNISH
LONGEST: Final = 12
"""Words in a sentence."""
PARTS: Final = ("kit", "intake", "matching")
NOT_PASSIVE: Final[Mapping[str, str]] = {
    "mitään": "'anything', a pronoun",
    "viimeistään": "'at the latest'",
    "enintään": "'at most'",
    "korkeintaan": "'at most'",
    "ketään": "'anybody', a pronoun",
    "hyvinvointiin": "'to well-being', where to",
    "kotiin": "'home', where to",
    "viestiin": "'to a message', where to",
    "muistiin": "'into memory', where to",
    "vastaan": "'towards'",
    "sähköpostiin": "'to the mail', where to",
    "sivullaan": "'on their page', where",
}
"""Words that end like a passive and are none, and what they are."""
_CODE: Final = re.compile(r"\{%.*?%\}", re.DOTALL)
_VALUE: Final = re.compile(r"\{\{.*?\}\}|%\(\w+\)[sd]")
_ENDS: Final = re.compile(r"(?<=[.!?:])\s+|\n+")
_PASSIVE: Final = re.compile(
    r"\w+(?:(?:t|d)(?:aan|ään)|(?:ell|all|oll|ull)(?:aan|ään)|nnään|nnaan|t?tiin|taisiin|täisiin)"
)
"""Is done, is heard, was done, would be done."""
_DONE: Final = re.compile(r"\b(?:on|ovat|ole|oli|olivat|ollut|olisi) (\w+(?:ttu|tty|stu|sty))\b")
"""Has been done."""
_NOT: Final = re.compile(r"\bei (\w+(?:eta|etä|ita|itä|ata|ätä))\b")
"""Is not done."""


def texts() -> Iterator[tuple[str, str]]:
    """Give everything that is said in selkosuomi, with where it stands."""
    for part in PARTS:
        for text_id, forms in read_catalogues([part]).texts[SELKO].items():
            yield from ((f"{part}: {text_id}", form) for form in forms)
    for letter in letters_of(SELKO).glob("*.txt"):
        yield letter.name, _CODE.sub("\n", letter.read_text("utf-8"))
    for file, said in words_of_the_network(of_staff=False):
        yield file, said[SELKO]
    yield "language.toml", writing_of(SELKO).note


def sentences(text: str) -> list[str]:
    """Take a text apart; what is filled in counts as one word."""
    return [each for each in _ENDS.split(_VALUE.sub("X", text)) if each.strip()]


def words(sentence: str) -> list[str]:
    """Take a sentence apart."""
    return [each for each in sentence.split() if any(sign.isalnum() for sign in each)]


def passives(text: str) -> list[str]:
    """Find the verbs that do not say who does it."""
    low = _VALUE.sub("X", text).lower()
    found = [
        word
        for word in re.findall(r"\w+", low)
        if _PASSIVE.fullmatch(word) and word not in NOT_PASSIVE
    ]
    return [*found, *_DONE.findall(low), *_NOT.findall(low)]


def test_no_sentence_is_longer_than_twelve_words() -> None:
    long = {
        f"{where}: {sentence}"
        for where, text in texts()
        for sentence in sentences(text)
        if len(words(sentence)) > LONGEST
    }

    assert long == set(), "make two sentences of each"


def test_no_verb_is_passive() -> None:
    found = {f"{where}: {word}" for where, text in texts() for word in passives(text)}

    assert found == set(), "say who does it, or excuse the word in NOT_PASSIVE"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Pyyntö luetaan pian.", "luetaan"),
        ("Sinulta kysyttiin.", "kysyttiin"),
        ("Pyyntö on peruttu.", "peruttu"),
        ("Apua ei tarvita.", "tarvita"),
        ("Sinua kuullaan.", "kuullaan"),
        ("Tieto tallennettiin heti.", "tallennettiin"),
    ],
)
def test_a_passive_is_found(text: str, verb: str) -> None:
    assert passives(text) == [verb]


@pytest.mark.parametrize(
    "text", ["Emme kerro siitä mitään.", "Etsimme auttajan.", "Hän ei soita.", "Olet perunut sen."]
)
def test_who_does_it_is_not_taken_for_a_passive(text: str) -> None:
    assert [word for word in passives(text) if word != "soita"] == []


def test_what_is_excused_is_said_somewhere() -> None:
    said = {word for _, text in texts() for word in re.findall(r"\w+", text.lower())}

    assert set(NOT_PASSIVE) - said == set(), "take them out of NOT_PASSIVE"


def test_selkosuomi_says_who_did_not_review_it() -> None:
    assert "Selkokeskus ei ole tarkistanut" in writing_of(SELKO).note
