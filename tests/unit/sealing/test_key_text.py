"""Keys in a file change while a process runs."""

from pathlib import Path

import pytest

from deploy.local.kept_text import replace_text
from shared.sealing.box import KeptOpener, box_key_name, new_keypair, public_half, seal_for
from shared.sealing.errors import MalformedKeyRingError, UnopenableBoxError
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeptRing, new_ring_key


def test_a_setting_is_its_own_text() -> None:
    assert KeyText("k1:abc").read() == "k1:abc"


def test_a_ring_is_read_again_when_its_file_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "ring"
    replace_text(file, new_ring_key("k1"))
    ring = KeptRing(KeyText(f"file:{file}"))
    before = ring.current().active

    replace_text(file, f"{new_ring_key('k2')},{file.read_text('utf-8')}")

    assert (before, ring.current().active, set(ring.current().keys)) == ("k1", "k2", {"k1", "k2"})


def test_a_wrong_ring_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "ring"
    file.write_text("nonsense", encoding="utf-8")

    with pytest.raises(MalformedKeyRingError):
        KeptRing(KeyText(f"file:{file}"))


def test_boxes_open_with_the_keys_that_are_there_now(tmp_path: Path) -> None:
    (old, old_public), (new, new_public) = new_keypair(), new_keypair()
    file = tmp_path / "private"
    replace_text(file, old)
    opener = KeptOpener(KeyText(f"file:{file}"))
    box = seal_for(old_public, b"letter")

    assert opener.open(box) == b"letter"
    replace_text(file, f"{new},{old}")
    assert opener.open(box) == opener.open(seal_for(new_public, b"letter")) == b"letter"
    replace_text(file, new)
    with pytest.raises(UnopenableBoxError):
        opener.open(box)


def test_a_key_is_named_by_its_public_half() -> None:
    private, public = new_keypair()

    assert public_half(private) == public
    assert box_key_name(public) != box_key_name(new_keypair()[1])


def test_no_key_is_printed() -> None:
    text = KeyText("k1:secret")
    text.read()

    assert "secret" not in repr(text)
