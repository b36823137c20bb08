"""Where the servers of tests keep their data, and that nothing of a killed run stays there."""

import os
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.servers import memory, sweep


def test_a_bench_gets_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_VERSION")

    assert memory(tmp_path) is None


@pytest.mark.parametrize(
    ("free", "flag", "is_taken"),
    [(16 * 1024**3, 0, True), (1024**3, 0, False), (16 * 1024**3, os.ST_NOEXEC, False)],
)
def test_memory_is_taken_where_there_is_room_and_programs_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, flag: int, *, is_taken: bool
) -> None:
    told = SimpleNamespace(f_flag=flag, f_bavail=free // 4096, f_frsize=4096)
    monkeypatch.setattr(os, "statvfs", lambda _place: told)

    assert memory(tmp_path) == (tmp_path if is_taken else None)


def test_what_a_killed_run_left_is_removed_and_what_is_in_use_stays(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    left, used = (tmp_path / f"porukalla-tests-{pid}-x" for pid in (ended.pid, os.getpid()))
    for folder in (left, used):
        (folder / "state").mkdir(parents=True)

    sweep(tmp_path)

    assert (left.exists(), used.exists()) == (False, True)
