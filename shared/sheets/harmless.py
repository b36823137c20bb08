"""Files that are handed out: no cell of them is taken for a formula, whoever wrote it."""

import codecs
from collections.abc import Sequence
from typing import Final

from shared.sheets.sheet import Form
from shared.sheets.text import Encoding

FORMULA: Final = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""How a cell begins that a spreadsheet reckons with instead of showing it."""
_FORM: Final = Form(Encoding("utf-8", codecs.BOM_UTF8), ";", "\r\n")
"""As spreadsheets in Finland open it by a double press."""


def harmless(cell: str) -> str:
    """Give a cell as it is shown and not reckoned with."""
    return f"'{cell}" if cell[:1] in FORMULA and cell else cell


def sheet_of(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """Write a file."""
    return _FORM.bytes_of([tuple(map(harmless, row)) for row in (headings, *rows)])
