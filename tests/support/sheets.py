"""Rows as somebody might have kept them, and files that hold them."""

import csv
import io
import random
from collections.abc import Mapping, Sequence
from typing import Final

from shared.sheets.entries import entries_of
from shared.sheets.glossary import IMPORTS_FILE, Glossary, Kind
from shared.sheets.mapping import FileMapping, mapping_by_headings
from shared.sheets.model import Entries
from shared.sheets.sheet import Sheet, read_sheet
from tests.support.pseudonyms import PSEUDONYMS

GLOSSARY: Final = Glossary.read(IMPORTS_FILE)
REQUESTS: Final = GLOSSARY.kind("requests")
VOLUNTEERS: Final = GLOSSARY.kind("volunteers")
HEADINGS: Final = ("Puhelin", "Postinumero", "Viesti", "Nimi", "Tarve", "Kiireellisyys")
LISTED: Final = ("Nimi", "Sähköposti", "Puhelin", "Postinumero", "Apu", "Kielet", "Järjestö")

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


def helper(number: int = 1, **bent: str) -> tuple[str, ...]:
    """Give a good row of a list of helpers; a test bends what it is about, by the heading."""
    good = {
        "Nimi": "Äijö Auttaja",
        "Sähköposti": f"helper{number}@example.org",
        "Puhelin": f"040 222 {number:04}",
        "Postinumero": "50100",
        "Apu": "Kauppa, apteekki",
        "Kielet": "Suomi",
        "Järjestö": "Mikkelin Apu ry",
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


def read(raw: bytes, kind: Kind = REQUESTS) -> Sheet:
    """Read a file."""
    return read_sheet(raw, kind.is_known)


def entries(
    raw: bytes,
    mapping: FileMapping | None = None,
    said: Mapping[str, str] | None = None,
    kind: Kind = REQUESTS,
) -> Entries:
    """Read a file whose headings are known, or as a mapping says."""
    is_known = mapping.names.__contains__ if mapping else kind.is_known
    sheet = read_sheet(raw, is_known)
    by = mapping or mapping_by_headings(sheet, kind, said or {})
    return entries_of(sheet, by, kind, PSEUDONYMS.of, said)


SIGNS: Final = (b'"', b",", b";", b"\t", b"\r", b"\n", b"\0", b"\xe4", b"\xff\xfe", b"\xc3", b"''")


def malformed(chance: random.Random, kind: Kind = REQUESTS) -> bytes:
    """Give a file with one to six things wrong in it."""
    one, headings = (row, HEADINGS) if kind is REQUESTS else (helper, LISTED)
    raw = written(
        [one(number) for number in range(chance.randint(0, 8))],
        headings,
        separator=chance.choice((",", ";", "\t")),
        line_end=chance.choice(("\r\n", "\n", "\r")),
        encoding=chance.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252")),
    )
    for _ in range(chance.randint(1, 6)):
        raw = chance.choice((_with_a_sign, _cut, _doubled, _with_noise, _with_a_huge_cell))(
            raw, chance
        )
    return raw


def _with_a_sign(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(raw))
    return raw[:at] + chance.choice(SIGNS) + raw[at:]


def _cut(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(raw))
    return raw[:at] + raw[at + chance.randint(0, 12) :]


def _doubled(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    return b"".join([*lines, chance.choice(lines)]) if lines else raw


def _with_noise(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(raw))
    return raw[:at] + chance.randbytes(chance.randint(1, 6)) + raw[at:]


def _with_a_huge_cell(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(raw))
    return raw[:at] + b"x" * chance.choice((10, 140_000)) + raw[at:]
