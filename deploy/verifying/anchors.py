"""The ends of the chains of audits, kept outside the databases: a line each time one has moved.

Whoever can change a database can cut an audit's tail, or make its chain anew; not unseen by a file
elsewhere. A copy of it on another machine, or in a safe, tells also of an intruder on this one.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from shared.audit.ledger import Head, audit_heads
from shared.postgres.pool import connected

FILE: Final = "audits.jsonl"


class Anchor(NamedTuple):
    """One head as it was noted."""

    service: str
    head: Head
    noted_at: datetime

    def as_line(self) -> str:
        """Give the line of the file, which is also that of the log."""
        told = {
            "noted_at": self.noted_at.isoformat(),
            "service": self.service,
            "source": self.head.source,
            "position": self.head.position,
            "hash": self.head.hash.hex(),
        }
        return json.dumps(told)

    @staticmethod
    def from_line(line: str) -> "Anchor":
        """Read a line; raises ValueError or KeyError when it is none, as of a half written one."""
        told = json.loads(line)
        head = Head(told["source"], int(told["position"]), bytes.fromhex(told["hash"]))
        return Anchor(told["service"], head, datetime.fromisoformat(told["noted_at"]))


@dataclass(frozen=True, slots=True)
class Anchors:
    """The file; lines are added to it and never changed."""

    file: Path

    def read(self) -> Sequence[Anchor]:
        """Read all, oldest first; a line that a crash left half written is passed over."""
        return list(self._lines()) if self.file.exists() else []

    def heads_of(self, service: str) -> list[Head]:
        """Give the heads of one service's chains."""
        return [anchor.head for anchor in self.read() if anchor.service == service]

    async def note(self, databases: Mapping[str, str]) -> Sequence[Anchor]:
        """Add what has moved since the last time, safely on disk; gives it."""
        known = {(anchor.service, anchor.head) for anchor in self.read()}
        now = datetime.now(UTC)
        fresh = [
            Anchor(service, head, now)
            for service, dsn in databases.items()
            for head in await _heads(dsn)
            if (service, head) not in known
        ]
        if fresh:
            self._add([anchor.as_line() for anchor in fresh])
        return fresh

    def _lines(self) -> Iterator[Anchor]:
        for line in self.file.read_text(encoding="utf-8").splitlines():
            try:
                yield Anchor.from_line(line)
            except (ValueError, KeyError):
                continue

    def _add(self, lines: Sequence[str]) -> None:
        descriptor = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as output:
            # begins a line of its own, whatever a crash left
            output.writelines(f"\n{line}" for line in lines)
            output.flush()
            os.fsync(descriptor)


async def _heads(dsn: str) -> list[Head]:
    async with connected(dsn) as connection:
        return await audit_heads(connection)
