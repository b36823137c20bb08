"""Who may go now: of one subject one event at a time, and none behind one that was refused."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Row = TypeVar("Row")


def waves(rows: Sequence[Row], subject: Callable[[Row], Hashable]) -> Sequence[Sequence[Row]]:
    """Split rows so that no wave has a subject twice and each subject keeps its order."""
    if len({subject(row) for row in rows}) == len(rows):
        return [rows]
    found = defaultdict[Hashable, list[Row]](list)
    for row in rows:
        found[subject(row)].append(row)
    longest = max(map(len, found.values()))
    return [[own[place] for own in found.values() if place < len(own)] for place in range(longest)]


@dataclass(slots=True)
class Refused(Generic[Row]):
    """What was refused in one pass, and who waits for it until the next."""

    subject: Callable[[Row], Hashable]
    kind: Callable[[Row], Hashable]
    kinds: Iterable[Hashable] = ()
    """Refused before this pass."""
    _subjects: set[Hashable] = field(default_factory=set, init=False)
    _kinds: set[Hashable] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        """Let those wait from the beginning that were refused before."""
        self._kinds.update(self.kinds)

    def add(self, row: Row) -> None:
        """Let the later ones of its subject wait, and others of its kind: they go the same way."""
        self._subjects.add(self.subject(row))
        self._kinds.add(self.kind(row))

    def without_waiting(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Leave out who waits; who is left out makes the later ones of its subject wait too."""
        if not self._subjects and not self._kinds:
            return rows
        going = []
        for row in rows:
            if self.subject(row) in self._subjects or self.kind(row) in self._kinds:
                self._subjects.add(self.subject(row))
            else:
                going.append(row)
        return going
