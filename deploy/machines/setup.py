"""Make a bare machine one that somebody sits at: connected, with an account and a clone."""

import shutil
import subprocess
from pathlib import Path

from deploy.machines.kinds import ROOT, Person
from deploy.machines.machine import Machine
from deploy.machines.ways_out import network_files, trust_files

CLONE = Path(__file__).parents[2]

_PACKED = "/srv/porukalla.bundle"


def is_dirty() -> bool:
    """Say whether the work tree differs from HEAD, which is what is tried."""
    return bool(_git("status", "--porcelain"))


def head() -> str:
    """Name the commit that is tried."""
    return _git("log", "-1", "--format=%h %s")


def pack(bundle: Path) -> None:
    """Put HEAD, with its history, in a file to clone from."""
    _git("bundle", "create", "--quiet", str(bundle), "HEAD")


def settle(machine: Machine, person: Person, name: str, log: Path) -> None:
    """Connect the machine and give this person an account; raises MachineError."""
    files = [*network_files(name), *trust_files(machine.root)]
    for place, content in files:
        machine.write(place, content)
    machine.must_run(ROOT, ("update-ca-certificates",), log)
    if person is not ROOT:
        words = ("useradd", "--create-home", "--shell", "/bin/bash", person.name)
        machine.must_run(ROOT, words, log)


def clone(machine: Machine, person: Person, bundle: Path, log: Path) -> None:
    """Have this person clone the project; raises MachineError."""
    there = machine.root / _PACKED.lstrip("/")
    shutil.copyfile(bundle, there)
    there.chmod(0o644)
    machine.must_run(person, ("git", "clone", _PACKED, person.clone), log)


def keep_logs(machine: Machine, person: Person, folder: Path) -> None:
    """Copy what the network wrote down, wherever it had to keep its state."""
    states = [machine.root / person.clone.lstrip("/") / "var"]
    states += machine.root.glob("var/lib/porukalla/*")
    for state in states:
        if (state / "log").is_dir():
            shutil.copytree(state / "log", folder / "logs", dirs_exist_ok=True)


def _git(*words: str) -> str:
    done = subprocess.run(("git", *words), cwd=CLONE, capture_output=True, text=True, check=True)
    return done.stdout.strip()
