"""A network's own files in its state folder: replaced as a whole, and what was before is kept."""

import shutil
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from deploy.local.folders import CLONE, Folders
from deploy.local.own_files import PLAYED
from deploy.playbook.check import lay
from deploy.playbook.document import Playbook, written
from deploy.playbook.files import files_of
from deploy.playbook.people import without_people
from shared.areas import municipality

KEPT: Final = timedelta(days=365)
"""How long a version is kept, as the inventory says (`network_versions/*.toml`)."""
_STAMP: Final = "%Y-%m-%dT%H.%M.%S.%fZ"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files of one state folder."""

    folders: Folders

    @property
    def files(self) -> Mapping[str, bytes]:
        """What a start would read: its own files, else the shipped ones."""
        return files_of(self.folders.network)

    def playbook(self, now: datetime, *, with_names: bool) -> Playbook:
        """Put all in one."""
        files = self.files
        town = town_of(files)
        kept = files if with_names else without_people(files, town)
        return Playbook(town, now, release(), with_names, kept)

    def versions(self) -> Sequence[Path]:
        """List what was before each import, the latest first."""
        return sorted(self.folders.network_versions.glob("????-??-??T*Z.toml"), reverse=True)

    def replace(self, files: Mapping[str, bytes], now: datetime) -> Path:
        """Put other files in the place of its own; gives what they were before, as a playbook."""
        self.folders.make()
        before = self._keep(now)
        self.put(files)
        return before

    def put(self, files: Mapping[str, bytes]) -> None:
        """Put files in the place of its own.

        A cut leaves the old ones or the new ones, or for a moment both folders beside each other.
        """
        self.folders.make()
        own = self.folders.network
        new, old = own.with_name("network.new"), own.with_name("network.old")
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
        new.mkdir(mode=0o700)
        lay(files, new)
        if (own / PLAYED).is_file():
            shutil.copy(own / PLAYED, new)
        if own.exists():
            own.rename(old)
        new.rename(own)
        shutil.rmtree(old, ignore_errors=True)

    def _keep(self, now: datetime) -> Path:
        self.folders.network_versions.mkdir(exist_ok=True, mode=0o700)
        for version in self.versions():
            if datetime.strptime(f"{version.stem}+0000", f"{_STAMP}%z") < now - KEPT:
                version.unlink()
        kept = self.folders.network_versions / f"{now.strftime(_STAMP)}.toml"
        kept.touch(mode=0o600)
        kept.write_text(written(self.playbook(now, with_names=True)), "utf-8")
        return kept


def town_of(files: Mapping[str, bytes]) -> str:
    """Name the town whose files these are, by the code in them."""
    code = tomllib.loads(files["town.toml"].decode())["municipality"]
    found = municipality(code)
    return found.name_fi if found else code


@cache
def release() -> str:
    """Say which release this is."""
    project = tomllib.loads((CLONE / "pyproject.toml").read_text("utf-8"))
    version: str = project["project"]["version"]
    return version
