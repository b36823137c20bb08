"""Servers of root run as somebody who owns nothing, where that somebody can reach."""

import os
from pathlib import Path

import pytest

from deploy.local.account import Account, make_folder, place_for, server_account
from deploy.local.folders import Folders

STRANGER = Account("stranger", user=54321, group=54321)
OURSELVES = Account("ourselves", os.getuid(), os.getgid())


def test_a_closed_folder_on_the_way_keeps_a_stranger_out(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o700)

    assert not STRANGER.can_pass(tmp_path / "closed" / "later")


def test_an_open_way_lets_a_stranger_through() -> None:
    assert STRANGER.can_pass(Path("/usr/lib"))


def test_where_nobody_else_runs_the_server_the_folder_is_kept(tmp_path: Path) -> None:
    assert place_for(tmp_path / "data", None) == tmp_path / "data"


def test_an_unreachable_folder_has_one_place_of_its_own_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o700)
    first, second = tmp_path / "closed" / "data", tmp_path / "closed" / "more" / "data"

    places = [place_for(folder, STRANGER) for folder in (first, second, first)]

    assert places[0] == places[2] != places[1]
    assert not places[0].is_relative_to(tmp_path)


def test_the_folder_is_its_owners_alone_and_the_way_to_it_open(tmp_path: Path) -> None:
    made = make_folder(tmp_path / "new" / "data", OURSELVES)

    assert (made.stat().st_mode & 0o777, made.parent.stat().st_mode & 0o777) == (0o700, 0o755)


@pytest.mark.parametrize("umask", [0o077, 0o027, 0o000])
def test_the_way_is_open_and_the_folder_closed_under_any_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        made = make_folder(tmp_path / "new" / "data", OURSELVES)
        Folders(tmp_path / "far" / "state").make()
    finally:
        os.umask(before)

    way = [made.parent, tmp_path / "far", tmp_path / "far" / "state"]
    assert [step.stat().st_mode & 0o777 for step in way] == [0o755] * 3
    rooms = [made, *(tmp_path / "far" / "state").iterdir()]
    assert {room.stat().st_mode & 0o777 for room in rooms} == {0o700}


def test_only_root_needs_somebody_else() -> None:
    account = server_account("no-such-user")

    assert account is None if os.geteuid() else account == server_account("nobody")
