"""Names, lines and free text are taken as they are written, or refused for a named reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shared.fields.text import (
    LONGEST_NAME,
    LONGEST_TEXT,
    one_line,
    plain,
    wrong_line,
    wrong_name,
    wrong_text,
)

CONTROL, TURNS_TEXT, JOINER, LINE = "\x07", "\u202e", "\u200d", "\u2028"


@given(some.text())
def test_what_is_stored_stays_the_same_when_it_is_read_again(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert one_line(one_line(text)) == one_line(text)


def test_two_ways_to_write_a_letter_are_one() -> None:
    assert plain("A\u0308iti\r\n") == one_line("  A\u0308iti ") == "\u00c4iti"


@pytest.mark.parametrize("sign", [CONTROL, TURNS_TEXT, JOINER, LINE, "\n"])
def test_a_name_has_nothing_unseen(sign: str) -> None:
    assert wrong_name(f"Ve{sign}era") == "characters"


@pytest.mark.parametrize("sign", [CONTROL, TURNS_TEXT, LINE, "\n", "\t"])
def test_a_line_is_one_line(sign: str) -> None:
    assert wrong_line(f"Kuja{sign}1") == "characters"


@pytest.mark.parametrize(("sign", "code"), [("\n", None), ("\t", None), (TURNS_TEXT, "characters")])
def test_a_text_has_lines_and_nothing_that_turns_it(sign: str, code: str | None) -> None:
    assert wrong_text(f"Maitoa{sign}ja leipää") == code


@pytest.mark.parametrize(
    "name", ["Aino", "Þórr", "Nguyễn Thị", "김민서", "O\u2019Brien-Säynäjäkangas"]
)
def test_names_of_the_world_are_names(name: str) -> None:
    assert wrong_name(one_line(name)) is None


def test_what_is_too_long_is_refused_as_long() -> None:
    assert wrong_name("a" * (LONGEST_NAME + 1)) == "long"
    assert wrong_text("a" * (LONGEST_TEXT + 1)) == "long"
    assert wrong_text("a" * LONGEST_TEXT) is None
