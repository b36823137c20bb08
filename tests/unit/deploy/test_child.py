"""The kernel's leash on a child, also when the parent ends before it is put on."""

import os
import subprocess
from pathlib import Path

from deploy.local.child import leashed


def test_a_leashed_child_runs_its_words(tmp_path: Path) -> None:
    subprocess.run(leashed(["touch", str(tmp_path / "ran")], os.getpid()), check=True)

    assert (tmp_path / "ran").exists()


def test_a_child_whose_parent_has_ended_runs_nothing(tmp_path: Path) -> None:
    someone_else = os.getppid()

    ended = subprocess.run(leashed(["touch", str(tmp_path / "ran")], someone_else), check=False)

    assert ended.returncode != 0
    assert not (tmp_path / "ran").exists()
