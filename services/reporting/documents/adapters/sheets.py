"""A document as sheets (XLSX) and as files of rows (CSV): no cell is reckoned with."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]

from services.reporting.documents.model import Cell, Document, Kind, Table
from services.reporting.documents.rules.text import text_of
from shared.sheets.harmless import sheet_of

_FORMATS: Final = {
    Kind.COUNT: "#,##0",
    Kind.DECIMAL: "#,##0.0",
    Kind.SHARE: "0 %",
    Kind.EUROS: "#,##0.00 €",
    Kind.DAY: "d.m.yyyy",
}
_NAME: Final = 31
"""The longest name a sheet can have."""
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")
_LABEL, _VALUE, _CELL = 44, 60, 14
"""How wide columns are, in letters."""
_LINE: Final = 15
"""How high a line of text is, in points: who opens a file may not reckon it for wrapped text."""
_A4: Final = 9
_OPTIONS: Final = {"constant_memory": True, "in_memory": False, "strings_to_formulas": False}


def csv_of(document: Document) -> Mapping[str, bytes]:
    """Write a file for each table, by its name."""
    return {
        f"{document.file_name}-{table.name}.csv": _csv(document, table) for table in document.tables
    }


def _csv(document: Document, table: Table) -> bytes:
    heads = [column.title for column in table.columns]
    if document.stamp:
        heads[0] = f"{document.stamp}: {heads[0]}"
    kinds = [column.kind for column in table.columns]
    return sheet_of(
        heads,
        [
            [_plain(cell, kind, document) for cell, kind in zip(row, kinds, strict=True)]
            for row in table.every_row
        ],
    )


def _plain(cell: Cell, kind: Kind, document: Document) -> str:
    """Say a number without spaces and signs, which a spreadsheet would take for text."""
    if isinstance(cell, int | Decimal) and kind is not Kind.TEXT:
        point = "." if document.words.tag == "en" else ","
        return str(cell).replace(".", point)
    return text_of(cell, kind, document.words)


def xlsx_of(document: Document) -> bytes:
    """Write a cover, a sheet for each table, and the notes; rows go to the disk as they come."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": document.title})
        _Book(book, document).write()
    return file.getvalue()


class _Book:
    """The sheets of one document; lines are written from the top, as they are kept on the disk."""

    def __init__(self, book: Any, document: Document) -> None:  # noqa: ANN401  # the library has no types
        self._book, self._document = book, document
        self._bold = book.add_format({"bold": True})
        self._head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._formats = {
            kind: book.add_format({"num_format": form, "valign": "top"})
            for kind, form in _FORMATS.items()
        }

    def write(self) -> None:
        """Write the cover, the tables, the notes."""
        document, words = self._document, self._document.words
        names = _sheet_names(document.tables)
        listed = [(name, table.title) for name, table in zip(names, document.tables, strict=True)]
        cover = self._sheet(words.contents)
        top = [(document.title, ""), *document.facts, *((each, "") for each in document.sentences)]
        self._lines(cover, [*top, ("", ""), *listed])
        for name, table in zip(names, document.tables, strict=True):
            self._table(name, table)
        marks = [(words.hidden, ""), (words.unknown, "")]
        self._lines(self._sheet(words.notes), [*((each, "") for each in document.notes), *marks])

    def _sheet(self, name: str) -> Any:  # noqa: ANN401  # as above
        sheet = self._book.add_worksheet(name[:_NAME])
        if self._document.stamp:
            sheet.set_header(f"&C&B{self._document.stamp}")
        sheet.set_column(0, 0, _LABEL)
        sheet.set_column(1, 1, _VALUE)
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _lines(self, sheet: Any, lines: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401  # as above
        stamp = [(self._document.stamp, "")] if self._document.stamp else []
        for row, (what, value) in enumerate([*stamp, *lines]):
            _make_room(sheet, row, (what, _LABEL), (value, _VALUE))
            sheet.write_string(row, 0, what, self._bold if row == 0 else self._wrapped)
            sheet.write_string(row, 1, value, self._wrapped)

    def _table(self, name: str, table: Table) -> None:
        sheet = self._sheet(name)
        above = [self._document.stamp] if self._document.stamp else []
        above += [table.title, table.finding]
        for row, text in enumerate(above):
            sheet.write_string(row, 0, text, self._bold)
        top = len(above)
        sheet.set_column(1, len(table.columns), _CELL)
        sheet.repeat_rows(top)
        _make_room(sheet, top, *((column.title, _CELL) for column in table.columns[1:]))
        for place, column in enumerate(table.columns):
            sheet.write_string(top, place, column.title, self._head)
        sheet.freeze_panes(top + 1, 1)
        kinds = [column.kind for column in table.columns]
        for row, cells in enumerate(table.every_row, start=top + 1):
            self._row(sheet, row, cells, kinds)
        for row, note in enumerate(table.notes, start=top + 2 + len(table.every_row)):
            sheet.write_string(row, 0, note)

    def _row(self, sheet: Any, row: int, cells: Sequence[Cell], kinds: Sequence[Kind]) -> None:  # noqa: ANN401  # as above
        if isinstance(cells[0], str):
            _make_room(sheet, row, (cells[0], _LABEL))
        for place, (cell, kind) in enumerate(zip(cells, kinds, strict=True)):
            self._cell(sheet, (row, place), cell, kind)

    def _cell(self, sheet: Any, at: tuple[int, int], cell: Cell, kind: Kind) -> None:  # noqa: ANN401  # as above
        if isinstance(cell, date):
            sheet.write_datetime(*at, datetime.combine(cell, time()), self._formats[Kind.DAY])
        elif isinstance(cell, int | Decimal):
            sheet.write_number(*at, cell, self._formats.get(kind))
        else:
            sheet.write_string(*at, text_of(cell, kind, self._document.words), self._wrapped)


def _make_room(sheet: Any, row: int, *texts: tuple[str, int]) -> None:  # noqa: ANN401  # as above
    """Make a row as high as the longest of its texts needs in a column so wide, of whole words."""
    lines = max((-(-len(text) * 10 // (width * 9)) for text, width in texts), default=1)
    if lines > 1:
        sheet.set_row(row, lines * _LINE)


def _sheet_names(tables: Sequence[Table]) -> list[str]:
    """Name sheets as they are numbered: no two are alike, however long and alike the titles."""
    names = (f"{number} {table.title}" for number, table in enumerate(tables, start=1))
    return [_FORBIDDEN.sub("-", name)[:_NAME].strip("' ") for name in names]
