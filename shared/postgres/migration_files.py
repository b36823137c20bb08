"""Migrations as files: what each does to the database, and what its head says of it.

The head is the first comment lines. `-- locks: requests, matches` names the tables that nobody can
write to while it runs (`-- locks: nothing` is an answer too). `-- deploy: after` has it wait until
every process is of the new release. `-- concurrently` has its statements run one by one, outside a
transaction: that is how PostgreSQL builds an index while others write.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_LOCKS = re.compile(r"^-- locks: (?P<tables>.+)$", re.MULTILINE)
_AFTER = re.compile(r"^-- deploy: after$", re.MULTILINE)
_CONCURRENTLY = re.compile(r"^-- concurrently$", re.MULTILINE)
_COMMENT = re.compile(r"^\s*--.*$", re.MULTILINE)


Phase = Literal["before", "after"]
"""When in a deployment: before the first new process starts, or when no old one is left."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: `component` is the folder's owner, `name` orders within it."""

    component: str
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text, in hex."""
        return hashlib.sha256(self.sql.encode()).hexdigest()

    @property
    def phase(self) -> Phase:
        """What removes something an old process still uses comes after."""
        return "after" if _AFTER.search(self.sql) else "before"

    @property
    def is_concurrent(self) -> bool:
        """Whether it must stay outside a transaction."""
        return _CONCURRENTLY.search(self.sql) is not None

    @property
    def locks(self) -> frozenset[str] | None:
        """The tables it says nobody can write to meanwhile; None when it says nothing."""
        found = _LOCKS.search(self.sql)
        if found is None:
            return None
        return frozenset(re.split(r",\s*", found["tables"].strip())) - {"nothing"}

    @property
    def statements(self) -> list[str]:
        """The statements of one that is concurrent, which are too simple to hide a semicolon."""
        bare = _COMMENT.sub("", self.sql)
        return [text for text in map(str.strip, bare.split(";")) if text]


def read_migrations(components: Sequence[tuple[str, Path]]) -> list[Migration]:
    """List the files `NNNN_what.sql` of each folder, folders in the given order."""
    return [
        Migration(component, file.name, file.read_text(encoding="utf-8"))
        for component, folder in components
        for file in sorted(folder.glob("[0-9]*.sql"))
    ]


def due(pending: Sequence[Migration], phase: Phase) -> list[Migration]:
    """Choose what is run in this phase, in order.

    What comes after a deployment waits, unless its component has a newer one that comes before:
    then the deployment it waited for is over.
    """
    if phase == "after":
        return list(pending)
    newest = {item.component: item.name for item in pending if item.phase == "before"}
    return [item for item in pending if item.name <= newest.get(item.component, "")]
