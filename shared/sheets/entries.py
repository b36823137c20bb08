"""Rows of a file as what is handed in, each with a key of its own by which it is known again."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from shared.fields.problem import Problem
from shared.fields.text import plain
from shared.sheets.cells import Record
from shared.sheets.faults import FileFault, RowFault, SheetError
from shared.sheets.glossary import YES, Kind
from shared.sheets.mapping import FileMapping, FromColumn, places
from shared.sheets.model import Entries, Entry, Said
from shared.sheets.sheet import NOTES, Sheet, folded
from shared.sheets.spoilt import spoilt

LONGEST_CELL: Final = 10_000
"""More than any field takes, and less than a request to a service may hold."""
ID: Final = "id"
_POSTAL_CODE: Final = "postal_code"
_KEY_DIGITS: Final = 40

Keyed = Callable[..., str]
"""Gives hex digits, equal for equal texts, under a key of whoever imports."""


@dataclass(slots=True)
class _Reading:
    """What is known while a file is gone through."""

    sheet: Sheet
    mapping: FileMapping
    kind: Kind
    keyed: Keyed
    unsaid: Mapping[str, Said]
    at: Mapping[str, int]
    seen: Counter[str] = field(default_factory=Counter)

    def cell(self, row: Record, column: str) -> str:
        return row.cells[self.at[folded(column)]]

    def is_meant(self, row: Record) -> bool:
        wanted = self.mapping.rows.where.items()
        return all(self.cell(row, column).strip() == value for column, value in wanted)

    def entry(self, row: Record) -> Entry:
        self.refuse_row_within(row)
        cells = {
            name: self.cell(row, source.column) for name, source in self.mapping.columns.items()
        }
        key, is_named = self.key_of(row, cells)
        body, problems = self.body(cells, int(key.rpartition("-")[2][:12], 16))
        if self.mapping.rows.id and not is_named:
            problems.append(Problem(ID, RowFault.ID_MISSING))
        return Entry(row, body, key, tuple(problems), is_named)

    def key_of(self, row: Record, cells: Mapping[str, str]) -> tuple[str, bool]:
        """Two rows that say the same are told apart by which of them it is."""
        own_id = plain(self.cell(row, self.mapping.rows.id)) if self.mapping.rows.id else ""
        if own_id:
            return _key(self.keyed("imported id", own_id)), True
        said = {name: text for name, cell in cells.items() if (text := plain(cell))}
        text = json.dumps(said, sort_keys=True, ensure_ascii=False)
        self.seen[text] += 1
        return _key(self.keyed("imported row", text, str(self.seen[text]))), False

    def body(self, cells: Mapping[str, str], number: int) -> tuple[dict[str, Said], list[Problem]]:
        body: dict[str, Said] = {}
        problems: list[Problem] = []
        for name, source in self.mapping.fields.items():
            found = (
                self.said(name, source, cells[name])
                if isinstance(source, FromColumn)
                else source.value(number)
            )
            if isinstance(found, RowFault):
                problems.append(Problem(name, found))
            elif found is not None:
                body |= self.spread(name, found)
        return {**self.unsaid, **body}, problems

    def said(self, name: str, source: FromColumn, cell: str) -> Said | RowFault | None:
        text = cell.strip()
        if not plain(text):
            return source.default
        if len(text) > LONGEST_CELL:
            return RowFault.LONG
        meant = source.meant(text)
        if not isinstance(meant, str):
            return meant
        return spoilt(name, meant) or self.coded(name, meant)

    def coded(self, name: str, text: str) -> Said | RowFault | None:
        is_list = name in self.kind.lists
        words = self.kind.parts_of(name, text) if is_list else [text]
        if not self.kind.has_words(name):
            return tuple(words) if is_list else text
        codes = tuple(code for word in words if (code := self.kind.code(name, word)))
        is_understood = bool(codes) and len(codes) == len(words)
        if not is_understood and name not in self.kind.passed_over:
            return RowFault.UNKNOWN_WORD
        if is_list:
            return codes or None
        return codes[0] == YES if name in self.kind.yes_no else codes[0]

    def spread(self, name: str, found: Said) -> dict[str, Said]:
        """Give the first of several answers to the field itself, and the others to that beside."""
        beside = self.kind.beside.get(name)
        if beside is None or not isinstance(found, tuple):
            return {name: found}
        first, *others = dict.fromkeys(found)
        return {name: first, beside: tuple(others)} if others else {name: first}

    def refuse_row_within(self, row: Record) -> None:
        """Raise SheetError where a cell of several lines holds a line that is a row itself."""
        source = self.mapping.columns.get(_POSTAL_CODE)
        if source is None:
            return
        place, separator = self.at[folded(source.column)], self.sheet.form.separator
        for line in (line for cell in row.cells for line in cell.splitlines()[1:]):
            cells = line.split(separator)
            if len(cells) > max(place, 1) and _is_code(cells[place]):
                raise SheetError(FileFault.ROW_WITHIN, row.line)


def entries_of(
    sheet: Sheet,
    mapping: FileMapping,
    kind: Kind,
    keyed: Keyed,
    said: Mapping[str, str] | None = None,
) -> Entries:
    """Read all rows that are meant, in the file's order; `said` holds for rows that say nothing.

    Raises SheetError when columns are missing or doubled, or a row swallowed others.
    """
    unsaid = {**kind.unsaid, **(said or {})}
    reading = _Reading(sheet, mapping, kind, keyed, unsaid, places(sheet, mapping))
    meant = [row for row in sheet.rows if reading.is_meant(row)]
    read = tuple(reading.entry(row) for row in meant)
    columns = {name: source.column for name, source in mapping.columns.items()}
    unread = tuple(_unread(sheet, mapping))
    return Entries(sheet, read, len(sheet.rows) - len(meant), unread, columns)


def _unread(sheet: Sheet, mapping: FileMapping) -> Iterator[str]:
    for heading in sheet.headings:
        if heading and folded(heading) not in mapping.names | set(NOTES):
            yield heading


def _key(digits: str) -> str:
    return f"import-{digits[:_KEY_DIGITS]}"


def _is_code(cell: str) -> bool:
    return cell.strip().isdecimal() and len(cell.strip()) == 5  # noqa: PLR2004  # a postal code
