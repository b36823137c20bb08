"""The bare Debians that machines are copies of: made once a release, kept in the folder."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.machines.kinds import ROOT, Kind
from deploy.machines.machine import Ground, MachineError, running
from deploy.machines.ways_out import network_files

INSTALLED = ("python3", "python3-venv", "ca-certificates", "git")
"""What a stranger has before reading our README."""
MIRROR = "DEBIAN_MIRROR"
"""The variable that names another archive than debootstrap's own choice."""

_APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get")


def base_of(kind: Kind, folder: Path, log: Path) -> Path:
    """Give the base of this machine, making it where it is not there yet; raises MachineError."""
    base = folder / "bases" / kind.codename
    if not base.exists():
        draft = base.with_name(f"{kind.codename}.draft")
        shutil.rmtree(draft, ignore_errors=True)
        draft.parent.mkdir(exist_ok=True)
        _bootstrap(kind.codename, draft, log)
        _furnish(draft, log)
        draft.rename(base)
    return base


@contextmanager
def copy_of(base: Path, folder: Path, *, keep: bool) -> Iterator[Ground]:
    """Give the ground of one machine, in a folder that is removed afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield Ground(folder / "root", base)
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def _bootstrap(codename: str, draft: Path, log: Path) -> None:
    mirror = [os.environ[MIRROR]] if os.environ.get(MIRROR) else []
    with log.open("ab") as output:
        done = subprocess.run(
            ["debootstrap", "--variant=minbase", codename, str(draft), *mirror],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            check=False,
        )
    if done.returncode != 0:
        raise MachineError(log)


def _furnish(draft: Path, log: Path) -> None:
    """Add what a stranger has; a bare Debian runs no services, so none is started."""
    with running("base", Ground(draft), log) as machine:
        for place, content in network_files("base"):
            machine.write(place, content)
        for words in (
            ("update",),
            ("install", "--yes", "--no-install-recommends", *INSTALLED),
            ("clean",),
        ):
            machine.must_run(ROOT, (*_APT, *words), log)
