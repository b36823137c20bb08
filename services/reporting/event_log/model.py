"""How a request stands by what was said of it, and what the log says of itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Stood:
    """What intake and what matching said last; None: nothing yet."""

    event: str | None = None
    """The type of intake's newest event that changes how it stands."""
    standing: str | None = None
    """Matching's code."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An end of the chain as it was on a day, to be published or kept where nobody changes it."""

    day: date
    position: int
    hash: str


@dataclass(frozen=True, slots=True)
class Link:
    """A batch in the chain, and whether its rows are still those that were linked."""

    position: int
    """Of its last row; its first comes after the position of the link before."""
    after: int
    events: int
    marks: bytes
    holds: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look through the whole chain found."""

    events: int
    """How many are linked and as they were."""
    before: int
    """How many were stored before there were links."""
    position: int
    """Up to here everything holds."""
    broken_at: int | None
    """The first position that does not; None: all do."""
    contradicted: Sequence[Anchor]
    """Published ends that the chain does not have any more."""
    later: Mapping[str, int]
    """How many events are of types that this version does not know."""

    @property
    def holds(self) -> bool:
        """Say whether the log is as it was written, as far as it can know."""
        return self.broken_at is None and not self.contradicted


@dataclass(frozen=True, slots=True)
class Projection:
    """What is made of the log alone, so that it can be made anew: a name, and its tables."""

    name: str
    tables: Sequence[str]
    """In the order in which they are put in the place of the live ones."""
    fills: Mapping[str, str] = field(default_factory=dict)
    """Statements that fill a table of `rebuild` from others there, just before its turn."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild has come; what it was begun with is what decides whether it may go on."""

    made_by: str
    position: int = 0
    facts: int = 0
    later: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A rebuild that was put in the place of what was live."""

    facts: int
    resumed_at: int
    """The position from which it went on; 0: from the beginning."""
    later: Mapping[str, int]
    """How many events of which types this version does not know: none of them is counted."""
    differing: Mapping[str, int]
    """How many rows were not as the log says, by table; only those that had some."""
