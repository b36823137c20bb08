"""Capabilities are long, plain to a URL, and stored as a hash only."""

import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from shared.sealing.tokens import new_token, token_hash


def test_a_token_carries_256_bits_in_letters_of_a_url() -> None:
    tokens = {new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def test_the_hash_is_sha_256() -> None:
    assert token_hash("abc") == hashlib.sha256(b"abc").hexdigest()


@given(st.text(alphabet=st.characters(), max_size=50))
def test_whatever_a_visitor_types_has_a_hash(typed: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", token_hash(typed))
