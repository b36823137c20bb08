"""Masks under random fire."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.telemetry.redaction import MASK, MOST_TEXT, allowed, foreign, masked

WORDS = st.text(alphabet="abcdefghij klmno", max_size=30)
DIGITS = st.text(alphabet="0123456789", min_size=7, max_size=15)


@given(WORDS, DIGITS, WORDS)
def test_no_run_of_seven_digits_survives(before: str, number: str, after: str) -> None:
    assert number not in masked(f"{before}+{number} {after}")


@pytest.mark.long
@given(WORDS, st.emails(), WORDS)
def test_no_address_survives(before: str, address: str, after: str) -> None:
    local, _, domain = address.partition("@")

    assert f"{local}@{domain}" not in masked(f"{before} {address} {after}")


@given(st.uuids(), WORDS)
def test_ids_survive(identity: UUID, words: str) -> None:
    assert masked(f"{words} {identity}") == f"{words} {identity}"
    assert masked(str(identity)) == str(identity)


@given(st.text())
def test_any_text_is_cut_to_its_limit(text: str) -> None:
    assert len(masked(text)) <= MOST_TEXT


@given(st.dictionaries(st.text(max_size=10), st.integers()))
def test_every_field_is_kept_or_named(fields: dict[str, int]) -> None:
    kept = allowed(fields, frozenset({"a", "b"}))

    named = kept.pop("redacted", [])
    assert isinstance(named, list)
    assert set(kept) | set(named) == set(fields)
    assert set(kept) <= {"a", "b"}


def test_a_library_s_quotes_are_masked() -> None:
    assert foreign("cannot read \"Matti\" or 'Maija'") == f"cannot read {MASK} or {MASK}"
