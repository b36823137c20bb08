"""Lines of help: who is shown which, and what the network's file must hold."""

import re
from datetime import date
from pathlib import Path

import pytest

from shared.contracts.words import OFFERED, HelpKind, Language
from shared.help_lines import HELP_LINES_FILE, read_help_lines
from shared.web.contact import read_contact
from tests.support.help_lines import rung

FILE = HELP_LINES_FILE.read_text(encoding="utf-8")
CONTACT = HELP_LINES_FILE.parents[1] / "contact.toml"
TODAY = date(2026, 11, 29)


def bent(folder: Path, pattern: str, instead: str) -> Path:
    """Write the network's file with one thing changed."""
    file = folder / "help_lines.toml"
    file.write_text(re.sub(pattern, instead, FILE, count=1), encoding="utf-8")
    return file


@pytest.mark.parametrize("language", OFFERED)
@pytest.mark.parametrize("kind", HelpKind)
def test_everyone_is_shown_a_line_of_each_kind(kind: HelpKind, language: Language) -> None:
    lines = read_help_lines().of((kind,), language)

    assert lines
    assert all({language, Language.FINNISH} & line.languages for line in lines)


@pytest.mark.parametrize("language", OFFERED)
def test_the_readers_own_language_comes_first_and_one_answers_at_night(language: Language) -> None:
    lines = read_help_lines()

    assert language.spoken in lines.of((HelpKind.CRISIS,), language)[0].languages
    assert all(line.always for line in lines.of(("crisis", "violence"), language, now=True))
    assert lines.of((HelpKind.CRISIS,), language, now=True)


def test_lines_come_in_the_order_of_the_kinds_and_once() -> None:
    lines = read_help_lines().of(("violence", "crisis", "violence"), Language.FINNISH)

    assert [line.code for line in lines] == ["violence", "crisis_fi"]


def test_nobody_who_reads_finnish_is_shown_a_line_that_does_not_speak_it() -> None:
    lines = read_help_lines().of(tuple(HelpKind), Language.FINNISH)

    assert all(Language.FINNISH in line.languages for line in lines)


def test_a_number_counts_as_confirmed_for_a_year() -> None:
    assert rung(None).unconfirmed(TODAY) == rung(None).lines
    assert rung(date(2025, 11, 29)).unconfirmed(TODAY) == []
    assert len(rung(date(2025, 11, 28)).unconfirmed(TODAY)) == len(rung(None).lines)


@pytest.mark.parametrize(
    ("pattern", "instead", "error"),
    [
        (r'verified_on = ""', "verified_on = 2026-11-29", "UnnamedRinger|emergency"),
        (r'verified_on = ""', 'verified_by = "Kaisa"', "UnnamedRinger|emergency"),
        (r'name = \{ fi = "[^"]*", ', "name = { ", "UnspokenLine|emergency"),
        (r'number = "112"', 'number = "soita"', "number"),
        (r'kinds = \["social"\]', 'kinds = ["children"]', "NoHelpLine|social"),
        (r'kinds = \["social"\]', 'kinds = ["socail"]', "kinds"),
        (r'code = "social"', 'code = "social"\ntypo = 1', "typo"),
    ],
)
def test_a_file_with_a_gap_stops_the_start_by_its_name(
    tmp_path: Path, pattern: str, instead: str, error: str
) -> None:
    with pytest.raises(ValueError, match=error):
        read_help_lines(bent(tmp_path, pattern, instead))


def test_the_emergency_number_of_every_page_is_that_of_the_lines() -> None:
    (emergency,) = read_help_lines().of((HelpKind.EMERGENCY,), Language.FINNISH)

    assert emergency.tel == read_contact(CONTACT).emergency_phone
