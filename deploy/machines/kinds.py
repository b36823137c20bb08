"""The machines there are: which Debian, and as whom the network is run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

CODENAMES = {"12": "bookworm", "13": "trixie"}


class UnknownKindError(ValueError):
    """There is no such machine."""


@dataclass(frozen=True, slots=True)
class Person:
    """An account of a machine, with what a login gives it."""

    name: str
    home: str
    path: str
    umask: str

    @property
    def clone(self) -> str:
        """Where this person keeps the clone: as awkward a place as people choose."""
        return f"{self.home}/auttajat ä ö/porukalla"


ROOT = Person(
    "root", "/root", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "077"
)
HELPER = Person(
    "helper", "/home/helper", "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games", "022"
)
PEOPLE = {"root": ROOT, "user": HELPER}


class Kind(NamedTuple):
    """One machine of the matrix."""

    debian: str
    account: str

    @property
    def name(self) -> str:
        """The name that `--only` knows."""
        return f"{self.debian}-{self.account}"

    @property
    def codename(self) -> str:
        """The name that Debian's archive knows."""
        return CODENAMES[self.debian]

    @property
    def person(self) -> Person:
        """Who runs the network there."""
        return PEOPLE[self.account]


KINDS = tuple(Kind(debian, account) for debian in CODENAMES for account in PEOPLE)


def choose(only: str) -> Sequence[Kind]:
    """Give the machines named, in the matrix's order; all when none is; raises UnknownKindError."""
    names = [name.strip() for name in only.split(",") if name.strip()]
    unknown = sorted(set(names) - {kind.name for kind in KINDS})
    if unknown:
        known = ", ".join(kind.name for kind in KINDS)
        message = f"no machine is called {', '.join(unknown)}; there are {known}"
        raise UnknownKindError(message)
    return [kind for kind in KINDS if kind.name in names or not names]
