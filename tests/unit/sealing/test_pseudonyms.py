"""Stand-ins are equal for equal texts of one purpose under one key, and for nothing else."""

import re

from hypothesis import given
from hypothesis import strategies as st

from shared.sealing.pseudonyms import Pseudonyms
from shared.sealing.tokens import token_hash

OURS, OTHER = Pseudonyms(b"a" * 32), Pseudonyms(b"b" * 32)
ROWS = st.lists(st.text(alphabet=st.characters(), max_size=8), min_size=1, max_size=4)


@given(ROWS, ROWS)
def test_two_are_equal_only_when_all_their_parts_are(one: list[str], two: list[str]) -> None:
    assert (OURS.of(*one) == OURS.of(*two)) == (one == two)


@given(ROWS)
def test_without_the_key_it_is_another(parts: list[str]) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", OURS.of(*parts))
    assert OURS.of(*parts) not in {OTHER.of(*parts), token_hash("".join(parts))}


def test_the_key_is_not_shown() -> None:
    assert "aaa" not in repr(OURS)
