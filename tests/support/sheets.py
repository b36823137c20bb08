"""Rows as somebody might have kept them, and files that hold them."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Final

from shared.sheets.entries import entries_of
from shared.sheets.glossary import IMPORTS_FILE, Glossary
from shared.sheets.mapping import FileMapping, mapping_by_headings
from shared.sheets.model import Entries
from shared.sheets.sheet import Sheet, read_sheet
from tests.support.pseudonyms import PSEUDONYMS

GLOSSARY: Final = Glossary.read(IMPORTS_FILE)
REQUESTS: Final = GLOSSARY.kind("requests")
HEADINGS: Final = ("Puhelin", "Postinumero", "Viesti", "Nimi", "Tarve", "Kiireellisyys")

Rows = Sequence[Sequence[str]]


def row(number: int = 1, **bent: str) -> tuple[str, ...]:
    """Give a good row; a test bends what it is about, by the heading."""
    good = {
        "Puhelin": f"040 222 {number:04}",
        "Postinumero": "50100",
        "Viesti": f"Maitoa {number}",
        "Nimi": "Äijö",
        "Tarve": "Kauppa",
        "Kiireellisyys": "Tänään",
    }
    return tuple((good | bent).values())


def written(
    rows: Rows,
    headings: Sequence[str] = HEADINGS,
    *,
    separator: str = ",",
    line_end: str = "\r\n",
    encoding: str = "utf-8",
) -> bytes:
    """Write a file as a spreadsheet would."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=separator, lineterminator=line_end)
    writer.writerows([headings, *rows])
    return stream.getvalue().encode(encoding)


def read(raw: bytes) -> Sheet:
    """Read a file of requests."""
    return read_sheet(raw, REQUESTS.is_known)


def entries(
    raw: bytes, mapping: FileMapping | None = None, said: Mapping[str, str] | None = None
) -> Entries:
    """Read a file of requests whose headings are known, or as a mapping says."""
    is_known = mapping.names.__contains__ if mapping else REQUESTS.is_known
    sheet = read_sheet(raw, is_known)
    by = mapping or mapping_by_headings(sheet, REQUESTS, said or {})
    return entries_of(sheet, by, REQUESTS, PSEUDONYMS.of, said)
