"""Names, lines and free text are taken as they are meant; nobody is refused for the unseen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shared.fields.text import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    one_line,
    plain,
    signs_of,
    wrong_line,
    wrong_name,
    wrong_text,
)

UNSEEN = "\x00\x07\x7f\x9b\u00ad\u200b\u202a\u202b\u202c\u202d\u202e\u2066\u2069\u2060\ufeff\ud800"
LINE_ENDS = ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
CODE, ACCOUNT = "131052-308T", "FI21 1234 5600 0007 85"
ANYTHING = some.text(some.characters(), max_size=60)


@given(ANYTHING)
def test_what_is_stored_stays_the_same_when_it_is_read_again(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert one_line(one_line(text)) == one_line(text)


@given(ANYTHING | some.text(some.characters(max_codepoint=0x17F), max_size=60))
def test_one_sign_more_that_is_not_seen_changes_nothing(text: str) -> None:
    for read in (plain, one_line, signs_of):
        assert read(f"{text}\x00") == read(text)


def test_two_ways_to_write_a_letter_are_one() -> None:
    assert plain("A\u0308iti\r\n") == one_line("  A\u0308iti ") == "\u00c4iti"


@given(ANYTHING)
def test_whatever_is_typed_can_be_stored_and_is_refused_for_no_unseen_sign(text: str) -> None:
    for stored, wrong in ((one_line(text), wrong_line), (plain(text), wrong_text)):
        assert stored.encode().decode() == stored
        assert wrong(stored) is None
        assert not any(sign in stored for sign in UNSEEN)


@given(ANYTHING)
def test_a_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert "\t" not in one_line(text)


@given(ANYTHING)
def test_a_text_has_one_kind_of_line_end(text: str) -> None:
    assert plain(text).splitlines() == (plain(text).split("\n") if plain(text) else [])


@pytest.mark.parametrize("end", LINE_ENDS)
def test_lines_stay_lines_and_in_a_line_become_a_blank(end: str) -> None:
    assert plain(f"Maitoa{end}leipää") == "Maitoa\nleipää"
    assert one_line(f"Katu 1{end}\tRappu B") == "Katu 1 Rappu B"


@pytest.mark.parametrize("sign", UNSEEN)
def test_what_is_not_seen_is_left_out_and_refused_nowhere(sign: str) -> None:
    assert one_line(f"{sign}Ve{sign}era{sign}") == "Veera"
    assert plain(f"soita {sign}+358 40{sign} heti") == "soita +358 40 heti"


@pytest.mark.parametrize("text", ["", " ", "\u200d", "\u202a\u202c", " \u200e\u00a0\ufeff\n"])
def test_what_shows_nothing_is_nothing(text: str) -> None:
    assert plain(text) == one_line(text) == ""


@pytest.mark.parametrize(
    "name",
    [
        *("Aino", "Þórr", "Nguyễn Thị", "김민서", "O\u2019Brien-Säynäjäkangas", "J. R."),
        *("محمد", "שרה־לאה", "ශ්‍රී", "نِگار", "می‌نا", "Ольга", "ታደሰ", "ꯃꯅꯤꯄꯨꯔ", "𞤀𞤣𞤤𞤢𞤥", "𑄌𑄋𑄴𑄟𑄳𑄦"),
        *("Ŋiŋŋá", "\u02bbOkina", "Zoë", "क्षितिज", "李小龍", "Ђорђе", "\U0001e4d0"),
    ],
)
def test_names_of_the_world_are_names_and_stay_as_they_are(name: str) -> None:
    assert one_line(name) == unicodedata.normalize("NFC", name)
    assert wrong_name(one_line(name)) is None


def test_what_is_too_long_is_refused_as_long() -> None:
    assert wrong_name("a" * (LONGEST_NAME + 1)) == "long"
    assert wrong_line("a" * (LONGEST_LINE + 1)) == "long"
    assert wrong_text("a" * (LONGEST_TEXT + 1)) == "long"
    assert wrong_text("a" * LONGEST_TEXT) is None


@pytest.mark.parametrize("wrong", [wrong_name, wrong_line, wrong_text])
def test_a_number_that_nobody_should_have_is_refused_everywhere(wrong: object) -> None:
    assert callable(wrong)
    assert wrong(f"Aino {CODE}") == "identity_code"
    assert wrong(f"tili {ACCOUNT}") == "bank_number"
