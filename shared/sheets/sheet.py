"""A file as headings and rows: its encoding, separator and line ends are found, not asked for."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from shared.sheets.cells import SEPARATORS, Record, line_end_of, records
from shared.sheets.faults import FileFault, SheetError
from shared.sheets.text import Encoding, text_of

NOTES: Final = ("line", "reasons")
"""Columns that a file of rejected rows has before those that came."""
_TOLD_SEPARATOR: Final = re.compile(r"sep=([,;\t|])\r*\n?")
_BETWEEN: Final = re.compile(r"[\s_]+")
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_AROUND: Final = " .:*?"

IsKnown = Callable[[str], bool]
"""Whether a column is meant to be read, by its folded heading."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written."""

    encoding: Encoding
    separator: str
    line_end: str
    first_line: str = ""
    """What some spreadsheets write before the headings to say the separator."""

    def bytes_of(self, rows: "list[tuple[str, ...]]") -> bytes:
        """Write rows as the file was written."""
        lines = (self.separator.join(map(self._quoted, row)) + self.line_end for row in rows)
        return self.encoding.bytes_of(self.first_line + "".join(lines))

    def _quoted(self, cell: str) -> str:
        if not any(sign in cell for sign in (self.separator, '"', "\r", "\n")):
            return cell
        return '"' + cell.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was read whole."""

    form: Form
    headings: tuple[str, ...]
    rows: tuple[Record, ...]
    """Those in which something is; each has a cell for every heading and no more."""
    blank: int = 0
    """Rows in which nothing is."""

    def column(self, name: str) -> int | None:
        """Say where a column stands; raises SheetError when two have this name."""
        wanted = folded(name)
        found = [at for at, heading in enumerate(self.headings) if folded(heading) == wanted]
        if len(found) > 1:
            raise SheetError(FileFault.HEADING_DOUBLED, None, self.headings[found[0]])
        return found[0] if found else None


def folded(words: str) -> str:
    """Give a heading or a word as it is compared: case, blanks, signs around it do not matter."""
    plain = unicodedata.normalize("NFKC", words).translate(_DASHES)
    return _BETWEEN.sub(" ", plain.casefold()).strip(_AROUND)


def read_sheet(raw: bytes, is_known: IsKnown) -> Sheet:
    """Read a file; raises SheetError, with the line, before anything of it is taken."""
    text, encoding = text_of(raw)
    told = _TOLD_SEPARATOR.match(text)
    before = told.group() if told else ""
    body = text[len(before) :]
    separator = told.group(1) if told else _separator(body, is_known)
    form = Form(encoding, separator, line_end_of(body), before)
    return _sheet(form, list(records(body, separator, 2 if told else 1)))


def _separator(text: str, is_known: IsKnown) -> str:
    """Take that by which most columns are known, and then that which gives most of them."""
    return max(SEPARATORS, key=lambda separator: _worth(text, separator, is_known))


def _worth(text: str, separator: str, is_known: IsKnown) -> tuple[int, int]:
    try:
        cells = next((one.cells for one in records(text, separator) if not one.is_blank), ())
    except SheetError:
        return (0, 0)
    return sum(is_known(folded(cell)) for cell in cells), len(cells)


def _sheet(form: Form, read: list[Record]) -> Sheet:
    filled = [one for one in read if not one.is_blank]
    if not filled:
        raise SheetError(FileFault.EMPTY)
    headings = tuple(heading.strip() for heading in filled[0].cells)
    while headings and not headings[-1]:
        headings = headings[:-1]
    rows = tuple(_fitted(row, headings) for row in filled[1:])
    return Sheet(form, headings, rows, _blank_after(read))


def _blank_after(read: list[Record]) -> int:
    """Count blank rows below the headings; above them is not the file's body."""
    at = next(place for place, one in enumerate(read) if not one.is_blank)
    return sum(one.is_blank for one in read[at:])


def _fitted(row: Record, headings: tuple[str, ...]) -> Record:
    """Give a row as many cells as there are headings; what is in no column would be lost."""
    count = len(headings)
    nameless = [cell for cell, heading in zip(row.cells, headings, strict=False) if not heading]
    if any(cell.strip() for cell in (*row.cells[count:], *nameless)):
        raise SheetError(FileFault.MORE_CELLS, row.line)
    return Record(row.line, (*row.cells[:count], *("" for _ in range(count - len(row.cells)))))
