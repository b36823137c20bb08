"""The broker's data and what it is bound to: the version that made it, and its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deploy.local.rabbit_data import (
    UnreadableDataError,
    can_follow,
    check_version,
    follow_place,
    made_by,
)

CONFIG = """#{cluster_name => '%2F_a',
  system_config =>
      #{data_dir =>
            PLACE,
        name => quorum_queues,
        wal_data_dir =>
            PLACE,
        wal_garbage_collect => false},uid => <<"2F_A">>}."""
NODE = "data/porukalla@localhost/quorum/porukalla@localhost"
FLAGS_310 = "[classic_mirrored_queue_version,quorum_queue,stream_queue]."

places = some.text(
    some.characters(min_codepoint=32, max_codepoint=255, blacklist_categories=["Cc"]), min_size=1
).map("/".__add__)


def config_in(folder: Path, place: str) -> Path:
    file = folder / NODE / "2F_A" / "config"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(CONFIG.replace("PLACE", place).encode("latin-1"))
    return file


def quoted(place: str) -> str:
    """Write a string as Erlang prints it, in pieces where it is long."""
    escaped = [{"\\": "\\\\", '"': '\\"'}.get(letter, letter) for letter in place]
    pieces = ["".join(escaped[i : i + 40]) for i in range(0, len(escaped), 40)]
    return "\n            ".join(f'"{piece}"' for piece in pieces)


def numbered(place: Path | str) -> str:
    return str(list(map(ord, str(place))))


@pytest.mark.parametrize(
    ("made", "here", "follows"),
    [
        ((3, 10), (3, 10), True),
        ((3, 10), (3, 11), True),
        ((3, 10), (3, 12), False),
        ((3, 10), (4, 0), False),
        ((3, 13), (4, 0), True),
        ((4, 0), (4, 2), True),
        ((4, 0), (3, 13), False),
        ((3, 11), (3, 10), False),
    ],
)
def test_data_is_read_by_the_same_version_or_the_next_step(
    made: tuple[int, int], here: tuple[int, int], follows: bool
) -> None:
    assert can_follow(made, here) is follows


def test_data_that_cannot_be_read_is_told_with_both_versions_and_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "made_by").write_text("3.10.8", encoding="utf-8")
    monkeypatch.setattr("deploy.local.rabbit_data.program_version", lambda: "4.0.5")

    with pytest.raises(UnreadableDataError, match=r"(?s)3\.10\.8 .*4\.0\.5 .*\n  mv .*-3\.10\.8"):
        check_version(tmp_path)


def test_a_new_folder_was_made_by_nobody(tmp_path: Path) -> None:
    assert made_by(tmp_path) is None
    check_version(tmp_path)


@pytest.mark.parametrize(
    ("flags", "version"), [(FLAGS_310, "3.10"), ("[khepri_db,\n 'rabbitmq_4.0.0'].", "4.0")]
)
def test_data_from_before_versions_were_noted_is_known_by_its_flags(
    tmp_path: Path, flags: str, version: str
) -> None:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "porukalla@localhost-feature_flags"
    file.write_text(flags, encoding="utf-8")

    assert made_by(tmp_path) == version


@pytest.mark.long
@given(old=places)
def test_queues_are_told_their_new_place_wherever_they_were(
    tmp_path_factory: pytest.TempPathFactory, old: str
) -> None:
    folder = tmp_path_factory.mktemp("moved")
    file = config_in(folder, quoted(old))

    follow_place(folder, None)

    told = file.read_bytes().decode("latin-1")
    assert told == CONFIG.replace("PLACE", numbered(folder / NODE))


@pytest.mark.parametrize("spell", [quoted, numbered])
def test_queues_that_stayed_are_left_alone(tmp_path: Path, spell: Callable[[str], str]) -> None:
    folder = tmp_path / "ä ö"
    file = config_in(folder, spell(str(folder / NODE)))
    before = file.stat().st_ino

    follow_place(folder, None)

    assert file.stat().st_ino == before
