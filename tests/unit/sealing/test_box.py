"""Boxes anyone can close and one can open."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sealing.box import Opener, new_keypair, seal_for
from shared.sealing.errors import MalformedBoxKeyError, UnopenableBoxError
from tests.support.canaries import Canary

PRIVATE, PUBLIC = new_keypair()
OLD_PRIVATE, OLD_PUBLIC = new_keypair()


@given(st.binary(max_size=500))
def test_the_holder_of_the_private_key_opens(payload: bytes) -> None:
    assert Opener([PRIVATE]).open(seal_for(PUBLIC, payload)) == payload


def test_boxes_closed_for_the_old_key_open_during_rotation() -> None:
    opener = Opener([PRIVATE, OLD_PRIVATE])

    assert opener.open(seal_for(OLD_PUBLIC, b"old")) == b"old"
    assert opener.open(seal_for(PUBLIC, b"new")) == b"new"


def test_nobody_else_opens() -> None:
    with pytest.raises(UnopenableBoxError):
        Opener([OLD_PRIVATE]).open(seal_for(PUBLIC, b"secret"))


@given(st.data(), st.integers(min_value=1, max_value=255))
def test_any_changed_byte_is_noticed(data: st.DataObject, change: int) -> None:
    sealed = bytearray(base64.b64decode(seal_for(PUBLIC, b"secret")))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= change

    with pytest.raises(UnopenableBoxError):
        Opener([PRIVATE]).open(base64.b64encode(sealed).decode())


@given(st.text(max_size=100))
def test_rubbish_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(UnopenableBoxError) as caught:
        Opener([PRIVATE]).open(text)

    assert str(caught.value) == "None of the private keys opens the sealed box."


@pytest.mark.parametrize(
    "key", ["", "not base64!", "c2hvcnQ=", base64.b64encode(bytes(33)).decode()]
)
def test_a_malformed_key_is_refused(key: str) -> None:
    with pytest.raises(MalformedBoxKeyError):
        seal_for(key, b"secret")
    with pytest.raises(MalformedBoxKeyError):
        Opener([PRIVATE, key])


def test_an_opener_needs_a_key() -> None:
    with pytest.raises(MalformedBoxKeyError):
        Opener([])


def test_neither_key_nor_content_shows() -> None:
    opener = Opener([PRIVATE])

    assert PRIVATE not in repr(opener) + str(vars(opener))
    assert Canary().found_in(seal_for(PUBLIC, Canary().name.encode())) == []
