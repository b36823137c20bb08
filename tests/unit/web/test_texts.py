"""Every page of the kit and of each service can be said in every language and is styled."""

from pathlib import Path

import pytest

import shared.web
from shared.contracts.words import SPOKEN, Category, Language, ServiceLine, Urgency
from shared.web.catalogues import complete_languages, read_catalogues
from tests.support.all_services import NAMES
from tests.support.texts import other_places, unknown_styles, unknown_texts

KIT = Path(shared.web.__path__[0])
SERVICES = KIT.parents[1] / "services"
FOLDERS = {"kit": KIT, **{name: SERVICES / name for name in NAMES}}
"""Each has texts, and templates somewhere below."""


@pytest.mark.long
@pytest.mark.parametrize("part", FOLDERS)
@pytest.mark.parametrize("language", Language)
def test_a_text_has_the_same_places_to_fill_in_each_language(part: str, language: Language) -> None:
    assert other_places(part, language) == []


@pytest.mark.long
@pytest.mark.parametrize("part", FOLDERS)
def test_the_templates_use_known_texts(part: str) -> None:
    assert any(FOLDERS[part].rglob("templates/**/*.html"))
    assert unknown_texts(FOLDERS[part], [part, "kit"]) == []


@pytest.mark.parametrize("part", FOLDERS)
def test_the_templates_use_known_styles(part: str) -> None:
    assert unknown_styles(FOLDERS[part]) == []


def test_an_unknown_text_or_style_is_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<p class="pk-none govuk-body govuk-{{ x }}">{{ _("kit.none") }}{{ _("kit." ~ x) }}'
        '{{ counted("none." ~ x, 1) }}{{ _("problem.%d.title" % x) }}</p>',
        encoding="utf-8",
    )

    assert unknown_texts(tmp_path, ["kit"]) == ["page.html: kit.none", "page.html: none."]
    assert unknown_styles(tmp_path) == ["page.html: pk-none"]


@pytest.mark.parametrize("language", SPOKEN)
def test_codes_that_mean_the_same_to_all_have_words_in_the_kit(language: Language) -> None:
    known = read_catalogues(["kit"]).texts[language]

    groups = {"category": Category, "line": ServiceLine, "urgency": Urgency}
    ids = {f"{group}.{code}" for group, codes in groups.items() for code in codes}
    assert ids <= known.keys()


def write(folder: Path, language: str, body: str) -> None:
    (folder / language).mkdir(parents=True)
    (folder / language / "part.po").write_text(body, encoding="utf-8")


@pytest.mark.parametrize(
    "swedish",
    ['msgid "yes"\nmsgstr ""\n', '#, fuzzy\nmsgid "yes"\nmsgstr "Ja"\n', ""],
    ids=["empty", "fuzzy", "absent"],
)
def test_a_language_with_a_gap_is_not_offered(tmp_path: Path, swedish: str) -> None:
    write(tmp_path, "fi", 'msgid "yes"\nmsgstr "Kyllä"\n')
    write(tmp_path, "sv", swedish)
    write(tmp_path, "en", 'msgid "yes"\nmsgstr "Yes"\n')

    offered = complete_languages(["part"], tmp_path)
    assert {Language.FINNISH, Language.ENGLISH} <= set(offered)
    assert Language.SWEDISH not in offered
    assert read_catalogues(["part"], tmp_path).text(Language.SWEDISH, "yes") == "Kyllä"


def test_each_language_counts_in_its_own_way(tmp_path: Path) -> None:
    for language, one, many in (
        ("fi", "%(number)s pyyntö", "%(number)s pyyntöä"),
        ("sv", "%(number)s begäran", "%(number)s begäranden"),
        ("en", "%(number)s request", "%(number)s requests"),
    ):
        header = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        body = f'msgid "n"\nmsgid_plural "n"\nmsgstr[0] "{one}"\nmsgstr[1] "{many}"\n'
        write(tmp_path, language, header + body)
    catalogues = read_catalogues(["part"], tmp_path)

    counted = [catalogues.counted(Language.FINNISH, "n", number) for number in (0, 1, 2)]
    assert counted == ["0 pyyntöä", "1 pyyntö", "2 pyyntöä"]
    assert catalogues.counted(Language.ENGLISH, "n", 1) == "1 request"


def test_no_english_prefix_hides_in_another_language() -> None:
    catalogues = read_catalogues(["kit"])

    said_first = {each: catalogues.text(each, "kit.error") for each in Language}
    assert [each for each, said in said_first.items() if said == "Error"] == ["en"]
