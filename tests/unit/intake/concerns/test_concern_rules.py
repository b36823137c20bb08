"""What may be written of a concern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.concerns.model import Words
from services.intake.concerns.rules import read_note, read_words
from shared.fields.problem import Problem
from tests.support.intake.concerns.building import TYPED, WORDS


def test_what_was_typed_is_taken_as_it_is() -> None:
    assert read_words(TYPED) == WORDS
    assert read_words({"concern_what": "x"}) == Words("x")


@pytest.mark.parametrize("said", ["", "  \n ", None])
def test_only_silence_is_sent_back(said: str | None) -> None:
    typed = {} if said is None else {"concern_what": said}

    assert read_words(typed) == (Problem("concern_what", "missing"),)


def test_too_long_is_said_at_each_field() -> None:
    typed = {**dict.fromkeys(TYPED, "x" * 201), "concern_what": "x" * 5001}

    problems = read_words(typed)

    assert problems == tuple(Problem(name, "long") for name in TYPED)


@given(st.text(min_size=1, max_size=200))
def test_nothing_that_can_be_typed_is_refused_for_what_cannot_be_seen(text: str) -> None:
    words = read_words({"concern_what": f"a{text}"})

    assert isinstance(words, Words)
    assert words.what.encode()


@pytest.mark.parametrize(
    "text", ["131052-308T", "FI21 1234 5600 0007 85", "tappaa", "\u202bعربي\u202c"]
)
def test_numbers_and_hard_words_are_taken(text: str) -> None:
    assert isinstance(read_words({"concern_what": text}), Words)
    assert isinstance(read_note(text), str)
