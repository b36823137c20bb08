"""Postal codes as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.fields.postal_code import as_postal_code, is_postal_code


@pytest.mark.parametrize(
    "written",
    [
        "50100",
        " 501 00 ",
        " 50 100 ",
        "50100 Mikkeli",
        "50100, Mikkeli",
        "Mikkeli 50100",
        "FI-50100",
        "FI-50100 Mikkeli",
        "fi 501 00",
        "\uff15\uff10\uff11\uff10\uff10",
        "\u202a50100\u202c",
        "50100\u00a0S:t Michel",
    ],
)
def test_one_code_beside_words_is_that_code(written: str) -> None:
    assert as_postal_code(written) == "50100"


@pytest.mark.parametrize(
    "written",
    ["", "Mikkeli", "5010", "501000", "50100 50130", "Katu 1, 50100", "a50100", "50100-50130"],
)
def test_what_may_be_another_code_is_none(written: str) -> None:
    assert not is_postal_code(as_postal_code(written))


@given(st.text("0123456789 FIfi-,.äÖ\u202a\uff15", max_size=40))
def test_what_was_read_reads_the_same_again(written: str) -> None:
    once = as_postal_code(written)

    assert as_postal_code(once) == once


@pytest.mark.parametrize("sign", ["\u200e", "\u200b", "\u202a", "\u2060", "\ufeff", "\u00ad"])
@pytest.mark.parametrize("where", [0, 2, 5])
def test_what_is_not_seen_in_a_postal_code_does_not_matter(sign: str, where: int) -> None:
    assert as_postal_code("50100"[:where] + sign + "50100"[where:]) == "50100"


def test_wide_digits_are_digits() -> None:
    assert as_postal_code("\uff15\uff10\uff11\uff10\uff10") == "50100"


@pytest.mark.parametrize(("typed", "known"), [("50100", True), (" 50 100", True), ("5010", False)])
def test_spaces_in_a_postal_code_do_not_matter(typed: str, known: bool) -> None:
    assert is_postal_code(as_postal_code(typed)) is known


def test_other_digits_are_not_stored() -> None:
    assert not is_postal_code("\u0665\u0660\u0661\u0660\u0660")
