"""Rows that were not taken, written as they came, so that they can be mended and tried again."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.sheets.cells import Record
from shared.sheets.sheet import NOTES, Sheet, folded


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken, and why, field by field, in words."""

    row: Record
    reasons: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        """Say where it stands."""
        return self.row.line


def rejected_file(sheet: Sheet, rejected: Sequence[Rejected]) -> bytes:
    """Give a file in the form of the one that came, with line and reasons before its columns."""
    had = len(NOTES) if tuple(map(folded, sheet.headings[: len(NOTES)])) == NOTES else 0
    rows = [(*NOTES, *sheet.headings[had:])]
    rows += [
        (str(one.line), "; ".join(one.reasons), *one.row.cells[had:])
        for one in sorted(rejected, key=lambda one: one.line)
    ]
    return sheet.form.bytes_of(rows)
