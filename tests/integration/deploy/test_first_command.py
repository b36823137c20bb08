"""`./porukalla` on any machine: it makes its environment once, and again when that is of no use."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.folders import CLONE
from tests.support.servers import temporary_folder

SAYS_WHAT_IT_SEES = """
import os, sys
import pip
print(sys.argv[1:], sys.flags.optimize, sys.path[:1] == [os.environ["PYTHONPATH"]])
"""
COPIES_PIP = """\
#!/bin/sh
test "$1 $2" = "-m venv" || exec "{python}" "$@"
"{python}" -m venv --without-pip "$3" && cp -r "{pip}" "$3"/lib/python*/site-packages/
"""
INSTALLS = "Installing Python packages"


@pytest.fixture(scope="module")
def clone() -> Iterator[Path]:
    """Give a clone with an empty lock and a command line that tells what it was given."""
    with temporary_folder() as folder:
        clone = folder / "a clone ä"
        for name in ("deploy/cli", "deploy/locks"):
            (clone / name).mkdir(parents=True)
        shutil.copy(CLONE / "porukalla", clone)
        for name in ("run", "dev"):
            (clone / "deploy" / "locks" / f"{name}.txt").write_text(f"# {name}\n", encoding="utf-8")
        for name, text in (
            ("__init__", ""),
            ("cli/__init__", ""),
            ("cli/__main__", SAYS_WHAT_IT_SEES),
        ):
            (clone / "deploy" / f"{name}.py").write_text(text, encoding="utf-8")
        yield clone


@pytest.fixture(scope="module")
def copying(clone: Path) -> str:
    """Give a PATH on which an environment gets a copy of our pip: to unpack Python's takes long."""
    python, ours = clone.parent / "bin" / "python3", Path(sysconfig.get_path("purelib"), "pip")
    python.parent.mkdir()
    python.write_text(COPIES_PIP.format(python=sys.executable, pip=ours), encoding="utf-8")
    python.chmod(0o755)
    return f"{python.parent}:{os.environ['PATH']}"


def command(clone: Path, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [clone / "porukalla", *words],
        env={"PATH": os.environ["PATH"], "HOME": str(clone), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_environment_is_made_once(clone: Path) -> None:
    first, second = command(clone, "up", "--port", "1"), command(clone, "down")

    assert first.stdout == "['up', '--port', '1'] 0 True\n"
    assert INSTALLS in first.stderr
    assert (second.stdout, second.stderr) == ("['down'] 0 True\n", "")


def test_testing_brings_more_and_running_is_content_with_it(clone: Path) -> None:
    command(clone, "up")

    test, up, bench = command(clone, "test"), command(clone, "up"), command(clone, "bench")

    assert INSTALLS in test.stderr
    assert (up.stderr, bench.stderr) == ("", "")


def test_a_changed_lock_is_installed(clone: Path) -> None:
    command(clone, "test")
    for name in ("run", "dev"):
        (clone / "deploy" / "locks" / f"{name}.txt").write_text("# newer\n", encoding="utf-8")

    assert INSTALLS in command(clone, "up").stderr
    assert command(clone, "up").stderr == ""


@pytest.mark.parametrize("line", [0, 1])
def test_an_environment_of_another_place_or_interpreter_is_made_anew(
    clone: Path, copying: str, line: int
) -> None:
    command(clone, "up", PATH=copying)
    made_from = clone / ".venv" / "made-from.txt"
    lines = made_from.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[line] = "something else\n"
    made_from.write_text("".join(lines), encoding="utf-8")
    (clone / ".venv" / "of-before").touch()

    again = command(clone, "up", PATH=copying)

    assert INSTALLS in again.stderr
    assert again.returncode == 0
    assert not (clone / ".venv" / "of-before").exists()


def test_an_environment_whose_interpreter_is_gone_is_made_anew(clone: Path, copying: str) -> None:
    command(clone, "up", PATH=copying)
    python = clone / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")

    assert command(clone, "up", PATH=copying).stdout == "['up'] 0 True\n"


def test_what_is_set_for_other_programs_is_not_ours(clone: Path, tmp_path: Path) -> None:
    command(clone, "up")
    (tmp_path / "deploy").mkdir()

    said = command(
        clone,
        "up",
        PYTHONPATH=str(tmp_path),
        PYTHONOPTIMIZE="2",
        PYTHONWARNINGS="error",
        PYTHONHOME="/nowhere",
    )

    assert (said.stdout, said.stderr) == ("['up'] 0 True\n", "")


def test_a_folder_python_cannot_run_from_is_told_in_one_sentence(clone: Path) -> None:
    beside = clone.parent / "a:b"
    beside.mkdir()
    shutil.copy(clone / "porukalla", beside)

    refused = command(beside, "up")

    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "colon" in refused.stderr


def test_a_machine_without_python_is_told_what_to_install(clone: Path, tmp_path: Path) -> None:
    for name in ("sh", "dirname", "readlink", "cat", "head", "cmp", "tail", "rm"):
        (tmp_path / name).symlink_to(shutil.which(name) or "/nowhere")
    fresh = clone.parent / "fresh"
    shutil.copytree(clone, fresh, ignore=shutil.ignore_patterns(".venv"))

    refused = command(fresh, "up", PATH=str(tmp_path))

    assert refused.returncode == 1
    assert "apt-get install python3" in refused.stderr.splitlines()[-1]
