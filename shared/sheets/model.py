"""Rows of a file as what is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.fields.problem import Problem
from shared.sheets.cells import Record
from shared.sheets.sheet import Sheet

Value = str | bool
Said = Value | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, ready to be handed in."""

    row: Record
    body: Mapping[str, Said] = field(repr=False)
    key: str
    """Made of what the row says, or of its id, wherever it stands and whenever it comes.

    Made under a key of the place that imports: whoever guesses a row cannot ask what it was told.
    """
    problems: tuple[Problem, ...] = ()
    has_id: bool = False
    """Then other content under the same key is another row."""

    @property
    def line(self) -> int:
        """Say where it stands."""
        return self.row.line


@dataclass(frozen=True, slots=True)
class Entries:
    """What a file holds."""

    sheet: Sheet
    read: tuple[Entry, ...]
    left_out: int
    """Rows that the mapping does not mean."""
    unread: tuple[str, ...]
    """Headings of columns that nothing is taken from."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """By field the heading of the column that says it."""
