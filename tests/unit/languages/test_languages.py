"""A language is offered when everything is said in it, and then nothing is missing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import services
import shared.web
from shared.contracts.words import OFFERED, SPOKEN, UNFINISHED, Language
from shared.languages import LANGUAGES, Said, writing_of
from shared.web.catalogues import is_for_staff, missing_texts, read_catalogues
from shared.web.pages import open_pages
from tests.support.network_words import words_of_the_network
from tests.support.notify.letters.rendering import letters_of
from tests.support.web.showcase import CONTACT

PARTS = ("kit", "intake", "matching", "notify", "reporting")
_FILES = {"kit": Path(shared.web.__path__[0])} | {
    part: Path(services.__path__[0]) / part for part in PARTS[1:]
}
HOW = {
    Language.SIMPLE_FINNISH: "short and plain (test_plain_finnish.py); what only staff read is"
    " named in languages/staff.toml instead"
}
"""What whoever adds a text must know of a language."""
ROOMS_OF_STAFF = {
    "endpoints",
    "accounts",
    "activities",
    "acts",
    "board",
    "call_backs",
    "call_list",
    "calls",
    "imports",
}
ROOMS_OF_STAFF |= {"call_rounds", "shifts", "sign_in", "site", "supply", "timelines"}
ROOMS_OF_STAFF |= {"missed_calls", "partner_requests", "partners", "picture", "projects"}
ROOMS_OF_STAFF |= {"purchases"}
"""Parts of their pages, the door before them, and pages for programmers."""
_TEXT_ID = re.compile(r'(?:_|counted)\("([a-z0-9_]+\.[a-z0-9_.]*)"')


def letters(language: Language) -> set[str]:
    return {file.name for file in letters_of(language).glob("*.txt")}


def missing_letters(language: Language) -> set[str]:
    """Find the letters that are written in Finnish and not in a language that has them."""
    staff = (
        set()
        if writing_of(language).for_staff
        else {each for each in letters(Language.FINNISH) if is_for_staff("letters", each)}
    )
    return letters(Language.FINNISH) - letters(language) - staff


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", OFFERED)
def test_every_text_is_said_in_a_language_that_is_offered(language: Language, part: str) -> None:
    file = f"languages/{language}/{part}.po"

    assert missing_texts(part, language) == [], (
        f"write these in {file}, too: {HOW.get(language, '')}"
    )


@pytest.mark.parametrize("language", OFFERED)
def test_every_letter_is_written_in_a_language_that_is_offered(language: Language) -> None:
    folder = f"languages/{language}/letters/"

    assert missing_letters(language) == set(), f"a letter is missing: write it in {folder}"


@pytest.mark.parametrize("language", sorted(UNFINISHED))
def test_what_is_whole_is_offered(language: Language) -> None:
    gaps = [text for part in PARTS for text in missing_texts(part, language)]

    assert gaps or missing_letters(language), "take it out of UNFINISHED"


@pytest.mark.parametrize("language", Language)
def test_a_language_says_how_it_is_written(language: Language) -> None:
    writing = writing_of(language)

    assert writing.name
    assert writing.name_tag
    assert writing.for_staff or language.spoken is not language


def test_a_folder_is_a_language_and_the_other_way_round() -> None:
    assert {file.parent.name for file in LANGUAGES.glob("*/language.toml")} == set(Language)


def test_nobody_is_helped_in_plain_finnish_but_in_finnish() -> None:
    assert Language.SIMPLE_FINNISH.spoken is Language.FINNISH
    assert {Language.FINNISH, Language.SWEDISH, Language.ENGLISH} <= set(SPOKEN)
    assert all(each.spoken is each for each in SPOKEN)


def test_an_unfinished_language_is_shown_only_where_it_is_asked_for() -> None:
    assert Language.ARABIC not in open_pages(rooms={}, texts=[], contact=CONTACT).languages

    preview = open_pages(rooms={}, texts=[], contact=CONTACT, preview=[Language.ARABIC])
    assert preview.languages[-1] is Language.ARABIC


def test_where_the_network_says_nothing_in_a_language_it_says_it_in_finnish() -> None:
    said = Said({Language.FINNISH: "Kriisipuhelin", Language.SWEDISH: "Kristelefonen"})

    assert said[Language.SWEDISH] == "Kristelefonen"
    assert said[Language.SIMPLE_FINNISH] == "Kriisipuhelin"


@pytest.mark.parametrize("language", OFFERED)
def test_the_networks_own_words_are_said_in_every_language_that_is_offered(
    language: Language,
) -> None:
    said = words_of_the_network(of_staff=writing_of(language).for_staff)

    silent = [(file, words["fi"]) for file, words in said if language not in words]

    assert silent == [], f"say it in {language}, too"


def public_texts(part: str) -> Iterator[tuple[str, str]]:
    """Find what pages that staff need not sign in for say, by their template."""
    for file in _FILES[part].rglob("templates/**/*.html"):
        text = file.read_text("utf-8")
        if 'extends "staff.html"' not in text and file.name != "staff.html":
            yield from ((file.parent.parent.name, text_id) for text_id in _TEXT_ID.findall(text))


@pytest.mark.parametrize("part", PARTS)
def test_what_the_public_reads_is_not_taken_for_a_text_of_staff(part: str) -> None:
    found = {
        room
        for room, text_id in public_texts(part)
        if is_for_staff(part, text_id) and room not in ROOMS_OF_STAFF
    }

    assert found == set()


def test_what_is_missing_from_right_to_left_keeps_its_own_order() -> None:
    texts = read_catalogues(["kit", "intake"])
    said = texts.text(Language.ARABIC, "danger.title")
    missing = texts.text(Language.ARABIC, "status.refresh")

    assert said == "هل يوجد أحد في خطر الآن؟"
    assert missing == f"\u2066{texts.text(Language.FINNISH, 'status.refresh')}\u2069"
    assert Said({Language.FINNISH: "Apua."})[Language.ARABIC] == "\u2066Apua.\u2069"
    assert texts.text(Language.SIMPLE_FINNISH, "board.refresh").isprintable()
