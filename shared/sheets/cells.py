"""Cells between separators, strictly: a quote that is left open is an error, not a long cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from shared.sheets.faults import FileFault, SheetError

SEPARATORS: Final = (",", ";", "\t")
"""Those that are found; a file may say of itself that it has strokes."""
_END: Final = re.compile(r"\r*\n")
_OLD_MAC_END: Final = re.compile(r"\r\n?")
_BARE: Final = {
    ",": re.compile(r"[^,\r\n]*+(?:\r(?!\r*\n)[^,\r\n]*+)*+"),
    ";": re.compile(r"[^;\r\n]*+(?:\r(?!\r*\n)[^;\r\n]*+)*+"),
    "\t": re.compile(r"[^\t\r\n]*+(?:\r(?!\r*\n)[^\t\r\n]*+)*+"),
    "|": re.compile(r"[^|\r\n]*+(?:\r(?!\r*\n)[^|\r\n]*+)*+"),
}
"""A cell without quotes: a single CR is part of it where lines end otherwise."""
_BARE_OF_OLD_MACS: Final = {
    ",": re.compile(r"[^,\r]*+"),
    ";": re.compile(r"[^;\r]*+"),
    "\t": re.compile(r"[^\t\r]*+"),
    "|": re.compile(r"[^|\r]*+"),
}
_QUOTED: Final = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
"""Possessive, so that a quote that is left open is found without trying every other end."""
_FIRST_END: Final = re.compile(r'(?:"[^"]*+"|[^"\r\n])*+(\r*\n|\r)?')


@dataclass(frozen=True, slots=True)
class Record:
    """One row of cells, and where in the file it stands."""

    line: int
    """Where it begins; the first line is 1."""
    cells: tuple[str, ...] = field(repr=False)

    @property
    def is_blank(self) -> bool:
        """Say whether nothing is in it: spreadsheets leave such rows behind."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(slots=True)
class _Reader:
    text: str
    separator: str
    end: re.Pattern[str]
    bare: re.Pattern[str]
    line: int
    place: int = 0

    def record(self) -> Record:
        first, cells = self.line, [self.cell()]
        while self.text.startswith(self.separator, self.place):
            self.place += 1
            cells.append(self.cell())
        self.pass_end()
        return Record(first, tuple(cells))

    def cell(self) -> str:
        if not self.text.startswith('"', self.place):
            return self.taken(self.bare).group()
        found = _QUOTED.match(self.text, self.place)
        if found is None:
            raise SheetError(FileFault.QUOTE_OPEN, self.line)
        self.place = found.end()
        self.line += len(self.end.findall(found.group()))
        return found.group(1).replace('""', '"')

    def pass_end(self) -> None:
        at_end = self.place == len(self.text)
        if not at_end and self.end.match(self.text, self.place) is None:
            raise SheetError(FileFault.QUOTE_BROKEN, self.line)
        if not at_end:
            self.taken(self.end)
            self.line += 1

    def taken(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self.text, self.place)
        assert found is not None, "both fit where they are asked for"  # noqa: S101  # by their making
        self.place = found.end()
        return found


def line_end_of(text: str) -> str:
    """Say how the lines of a text end, by its first that is not within quotes."""
    found = _FIRST_END.match(text)
    end = found.group(1) if found else None
    if end in {"\r", "\n"}:
        return str(end)
    return "\r\n"


def records(text: str, separator: str, line: int = 1) -> Iterator[Record]:
    """Read row by row; raises SheetError with the line where a quote was opened or goes wrong.

    Where lines end otherwise, a single CR is part of a cell, and so is LF where they end with CR.
    """
    is_old_mac = line_end_of(text) == "\r"
    bare = (_BARE_OF_OLD_MACS if is_old_mac else _BARE)[separator]
    reader = _Reader(text, separator, _OLD_MAC_END if is_old_mac else _END, bare, line)
    while reader.place < len(text):
        yield reader.record()
