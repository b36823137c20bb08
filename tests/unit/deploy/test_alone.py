"""One supervisor a folder, and a stale note names nobody."""

import os
from pathlib import Path

import pytest

from deploy.local.folders import Folders
from deploy.local.single_supervisor import AlreadyRunningError, alone, supervisor_of
from deploy.local.stop_network import Outcome, stop_network


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    folders = Folders(tmp_path / "state")
    folders.make()
    return folders


def test_whoever_holds_the_lock_is_the_supervisor(folders: Folders) -> None:
    assert supervisor_of(folders) is None

    with alone(folders):
        mark = supervisor_of(folders)

    assert mark is not None
    assert mark.split()[0] == str(os.getpid())


def test_a_second_supervisor_is_refused(folders: Folders) -> None:
    with alone(folders), pytest.raises(AlreadyRunningError), alone(folders):
        pass


def test_the_folder_is_free_again_after_the_first(folders: Folders) -> None:
    for _ in range(2):
        with alone(folders):
            assert supervisor_of(folders)


def test_a_process_with_the_same_number_but_another_start_is_nobody_of_ours(
    folders: Folders,
) -> None:
    (folders.run / "supervisor").write_text(f"{os.getpid()} 1", encoding="utf-8")

    assert supervisor_of(folders) is None
    assert stop_network(folders, seconds=1) is Outcome.NOTHING


def test_stopping_where_nothing_ever_ran_changes_nothing(tmp_path: Path) -> None:
    assert stop_network(Folders(tmp_path / "nowhere"), seconds=1) is Outcome.NOTHING
    assert list(tmp_path.iterdir()) == []
