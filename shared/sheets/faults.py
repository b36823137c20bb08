"""What is wrong with a file, or one row of it; the words are texts `sheet.…` of the page kit."""

from enum import StrEnum


class FileFault(StrEnum):
    """Why nothing of a file is taken."""

    EMPTY = "empty"
    LARGE = "large"
    MANY_ROWS = "many_rows"
    WORKBOOK = "workbook"
    """A spreadsheet's own file, or another that is no text."""
    BINARY = "binary"
    ENCODING = "encoding"
    QUOTE_OPEN = "quote_open"
    QUOTE_BROKEN = "quote_broken"
    ROW_WITHIN = "row_within"
    """A cell that goes over several lines holds what looks like a row: a quote was left open."""
    MORE_CELLS = "more_cells"
    HEADING_MISSING = "heading_missing"
    HEADING_DOUBLED = "heading_doubled"


class RowFault(StrEnum):
    """Why one row is not taken while others are."""

    DECIMALS = "decimals"
    """A spreadsheet made a number of it: 50100.0."""
    EXPONENT = "exponent"
    """The same: 4.01E+08."""
    ZERO_LOST = "zero_lost"
    """The same: 401234567."""
    UNKNOWN_WORD = "unknown_word"
    LONG = "long"
    ID_MISSING = "id_missing"
    OTHER_CONTENT = "other_content"
    """A row with this id came before, with something else in it."""


class SheetError(Exception):
    """The file cannot be read as rows: what, where it was seen, and which names it concerns."""

    def __init__(self, fault: FileFault, line: int | None = None, *names: str) -> None:
        """Say what is wrong; `names` are headings, never what somebody wrote in a row."""
        super().__init__(fault)
        self.fault = fault
        self.line = line
        self.names = names
