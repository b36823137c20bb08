"""Why a row cannot be taken, in the reader's language, by the names of the file's own columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from services.intake.imports.model import ReadFile, ReadRow
from shared.sheets.rejected import Rejected
from shared.web.forms import in_words
from shared.web.sheet_wording import SheetWording


@dataclass(frozen=True, slots=True)
class RejectedRows:
    """The rows of one file that are not taken."""

    file: ReadFile
    wording: SheetWording

    def listed(self, most: int | None = None) -> list[Rejected]:
        """Give each with its reasons, in the file's order."""
        wrong = self.file.wrong[:most]
        return [Rejected(row.entry.row, tuple(self._reasons(row))) for row in wrong]

    def _reasons(self, row: ReadRow) -> Iterator[str]:
        columns = self.file.entries.columns
        says = partial(self.wording.catalogues.text, self.wording.language)
        for problem in row.entry.problems:
            yield self.wording.of_row(problem, columns.get(problem.field))
        for problem in row.problems:
            text = in_words(says, problem)
            name = columns.get(problem.field)
            yield f"{name}: {text}" if name else text
