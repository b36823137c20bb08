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
