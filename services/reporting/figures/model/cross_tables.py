"""Tables of one measure, from which figures are made: what can be shown is decided for these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from uuid import UUID

from services.reporting.figures.model.dims import Dim

Greatest: TypeAlias = tuple[int, int]
"""Of a value the greatest part that one seller has, and the second greatest."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Things of one measure that lie under the same codes: their value, and how many they are."""

    codes: Mapping[Dim, str]
    value: int
    things: int
    seller: UUID | None = None
    """Who sold them, where what each has may not be told."""


@dataclass(frozen=True, slots=True)
class CrossTable:
    """A measure by none, one or two of its dims; the last row and the last column are the sums.

    `things` says of how many each value is, for whether it may be shown; `k` None: of no person.
    """

    measure: str
    sides: tuple[Dim, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    things: tuple[tuple[int, ...], ...]
    k: int | None
    secret: frozenset[str] = frozenset()
    """Lines of which nothing is told by anything else."""
    greatest: tuple[tuple[Greatest, ...], ...] | None = None
    """Where the values are sellers': what may be shown is decided by these."""

    @property
    def key(self) -> tuple[str, tuple[Dim, ...]]:
        """What tells it from the other tables of a period."""
        return self.measure, self.sides


@dataclass(frozen=True, slots=True)
class Part:
    """Of a table what lies under some codes; without any, all of it."""

    table: CrossTable
    where: Mapping[Dim, tuple[str, ...]] = field(default_factory=dict)
