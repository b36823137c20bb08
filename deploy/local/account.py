"""The unprivileged user that servers run as when we are root, and where that user can write."""

import hashlib
import os
import pwd
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

STATE_BASE = Path("/var/lib/porukalla")


@dataclass(frozen=True, slots=True)
class Account:
    """A user of this machine that owns nothing but its server."""

    name: str
    user: int
    group: int

    def can_pass(self, folder: Path) -> bool:
        """Say whether this user can walk to the folder, or to the deepest part that exists."""
        return all(self._may_enter(step) for step in (folder, *folder.parents) if step.exists())

    def _may_enter(self, folder: Path) -> bool:
        found = folder.stat()
        if found.st_uid == self.user:
            return bool(found.st_mode & 0o100)
        if found.st_gid == self.group:
            return bool(found.st_mode & 0o010)
        return bool(found.st_mode & 0o001)


def server_account(*preferred: str) -> Account | None:
    """Choose the first of these users, then `nobody`; None when we are not root ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    name = next(name for name in (*preferred, "nobody") if name in known)
    return Account(name, known[name].pw_uid, known[name].pw_gid)


def place_for(folder: Path, account: Account | None) -> Path:
    """Give the folder itself, or one under STATE_BASE when the account cannot walk there."""
    folder = folder.absolute()
    if account is None or account.can_pass(folder.parent):
        return folder
    mark = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return STATE_BASE / f"{folder.name}-{mark}"


def make_way(folder: Path) -> None:
    """Make what is missing of a folder and its parents so that everyone can walk through.

    STATE_BASE is ours alone and opened where an earlier run left it closed.
    """
    for step in reversed((folder, *folder.parents)):
        if step == STATE_BASE or not step.exists():
            step.mkdir(exist_ok=True)
            step.chmod(0o755)


def make_folder(folder: Path, account: Account | None) -> Path:
    """Make the folder for the account alone, and parents that it can walk through."""
    make_way(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    if account is not None:
        os.chown(folder, account.user, account.group)
    return folder


def give(files: Sequence[Path], account: Account | None) -> None:
    """Hand files that we wrote over to the account."""
    if account is None:
        return
    for file in files:
        shutil.chown(file, account.user, account.group)
