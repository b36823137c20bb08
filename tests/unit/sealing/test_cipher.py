"""What is sealed opens in its own place only, whole or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sealing.cipher import FORMAT, decrypt, encrypt, new_key
from shared.sealing.errors import TamperedError

KEY = new_key()
PLACES = st.lists(st.text(max_size=8), max_size=3)


@given(st.binary(max_size=300), PLACES)
def test_sealing_and_opening_gives_the_same(clear: bytes, place: list[str]) -> None:
    assert decrypt(KEY, encrypt(KEY, clear, *place), *place) == clear


@given(PLACES, PLACES)
def test_another_place_does_not_open(place: list[str], other: list[str]) -> None:
    sealed = encrypt(KEY, b"secret", *place)

    if place == other:
        assert decrypt(KEY, sealed, *other) == b"secret"
    else:
        with pytest.raises(TamperedError):
            decrypt(KEY, sealed, *other)


@given(st.data(), st.binary(min_size=1, max_size=60), st.integers(min_value=1, max_value=255))
def test_any_changed_byte_is_noticed(data: st.DataObject, clear: bytes, change: int) -> None:
    sealed = bytearray(encrypt(KEY, clear, "request/1", "name"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= change

    with pytest.raises(TamperedError):
        decrypt(KEY, bytes(sealed), "request/1", "name")


@given(st.integers(min_value=0, max_value=35))
def test_a_cut_text_is_noticed(length: int) -> None:
    sealed = encrypt(KEY, b"seven..", "request/1", "name")

    with pytest.raises(TamperedError):
        decrypt(KEY, sealed[:length], "request/1", "name")


def test_another_key_does_not_open() -> None:
    with pytest.raises(TamperedError):
        decrypt(new_key(), encrypt(KEY, b"secret", "name"), "name")


def test_another_format_is_refused() -> None:
    sealed = encrypt(KEY, b"secret", "name")

    with pytest.raises(TamperedError):
        decrypt(KEY, b"\x02" + sealed[1:], "name")


def test_the_format_comes_first_and_the_same_text_never_looks_the_same() -> None:
    sealed = {encrypt(KEY, b"secret", "name") for _ in range(100)}

    assert len(sealed) == 100
    assert all(item[:1] == FORMAT and b"secret" not in item for item in sealed)
