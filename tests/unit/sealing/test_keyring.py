"""Ring keys wrap, rotate and never show."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sealing.cipher import new_key
from shared.sealing.errors import MalformedKeyRingError, TamperedError, UnknownRingKeyError
from shared.sealing.keyring import KeyRing, new_ring_key

OLD, NEW = new_ring_key("k1"), new_ring_key("k2")
SUBJECTS = st.text(min_size=1, max_size=40)


def test_the_first_key_of_the_text_is_active() -> None:
    ring = KeyRing.from_text(f"{NEW}, {OLD}")

    assert (ring.active, sorted(ring.keys)) == ("k2", ["k1", "k2"])


@given(SUBJECTS)
def test_rotation_keeps_old_keys_readable(subject: str) -> None:
    key = new_key()
    wrapped = KeyRing.from_text(OLD).wrap(subject, key)

    assert KeyRing.from_text(f"{NEW},{OLD}").unwrap(subject, "k1", wrapped) == key


@given(SUBJECTS, SUBJECTS)
def test_a_key_moved_to_another_subject_does_not_open(subject: str, other: str) -> None:
    ring = KeyRing.from_text(OLD)
    wrapped = ring.wrap(subject, new_key())

    if subject != other:
        with pytest.raises(TamperedError):
            ring.unwrap(other, "k1", wrapped)


def test_a_key_relabelled_to_another_ring_key_does_not_open() -> None:
    ring = KeyRing.from_text(f"{NEW},{OLD}")

    with pytest.raises(TamperedError):
        ring.unwrap("request/1", "k1", ring.wrap("request/1", new_key()))


def test_a_ring_key_that_was_thrown_away_is_named_as_the_trouble() -> None:
    wrapped = KeyRing.from_text(OLD).wrap("request/1", new_key())

    with pytest.raises(UnknownRingKeyError):
        KeyRing.from_text(NEW).unwrap("request/1", "k1", wrapped)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "k1",
        "k1:",
        "k1:not base64",
        f":{base64.b64encode(bytes(32)).decode()}",
        f"k1:{base64.b64encode(bytes(16)).decode()}",
        f"{OLD},{OLD}",
        f"{OLD},",
    ],
    ids=["empty", "no key", "empty key", "no base64", "no name", "short", "twice", "comma"],
)
def test_a_malformed_ring_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(MalformedKeyRingError) as caught:
        KeyRing.from_text(text)

    assert str(caught.value).startswith("The key ring is not")
    assert caught.value.__cause__ is None


def test_an_active_key_that_is_missing_is_refused() -> None:
    with pytest.raises(MalformedKeyRingError):
        KeyRing({"k1": bytes(32)}, "k2")


def test_keys_do_not_show_in_the_repr() -> None:
    ring = KeyRing.from_text(OLD)

    assert repr(ring) == "KeyRing(active='k1')"
    assert OLD.partition(":")[2] not in repr(ring)
