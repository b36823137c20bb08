"""A document says the same in every form, reckons with nothing it was given, and reads aloud."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from services.reporting.documents.adapters.charts import chart_of
from services.reporting.documents.adapters.data import json_of
from services.reporting.documents.adapters.pdf import pdf_of
from services.reporting.documents.adapters.sheets import csv_of, xlsx_of
from services.reporting.documents.model import (
    AtLeast,
    Cell,
    Column,
    Document,
    Kind,
    Mark,
    Section,
    Table,
    Words,
)
from services.reporting.documents.rules.text import text_of

STAMP: Final = "SIMULAATIO"
NASTY: Final = "=HYPERLINK(1) #emph[x] <b>&"
WORDS: Final = Words(
    tag="fi",
    locale="fi_FI",
    day="d.M.y",
    hidden="salattu",
    unknown="ei tiedossa",
    at_least="vähintään {number}",
    contents="Sisältö",
    notes="Huomautukset",
)
NEEDS: Final = Table(
    name="needs",
    title="Pyynnöt tarpeen mukaan",
    finding="Eniten pyydettiin ruokaa: 1 204 pyyntöä.",
    columns=[
        Column("need", "Tarve", Kind.TEXT),
        Column("requests", "Pyynnöt"),
        Column("helped", "Autettu"),
        Column("share", "Osuus", Kind.SHARE),
    ],
    rows=[
        ["Ruoka", 1204, AtLeast(1100), Decimal("0.913")],
        [NASTY, Mark.HIDDEN, Mark.UNKNOWN, Mark.HIDDEN],
        ["Luova toiminta", 0, 0, Mark.UNKNOWN],
    ],
    drawn=1,
)
DOCUMENT: Final = Document(
    name="loppuraportti",
    title="Loppuraportti 2020",
    words=WORDS,
    facts=[("Hanke", "HARJOITUS-1")],
    sections=[Section("Tuotokset", ["Toimintamalli jatkuu."], [NEEDS])],
    notes=["Pyyntö on yksi yhteydenotto."],
    stamp=STAMP,
)


def sheets_of(document: Document) -> dict[str, str]:
    """Give the parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(xlsx_of(document))) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


@pytest.mark.parametrize(
    ("cell", "kind", "said"),
    [
        (1204, Kind.COUNT, "1\xa0204"),
        (Decimal("0.913"), Kind.SHARE, "91\xa0%"),
        (Decimal("1234.5"), Kind.EUROS, "1\xa0234,50\xa0€"),
        (AtLeast(7), Kind.COUNT, "vähintään 7"),
        (Mark.HIDDEN, Kind.COUNT, "salattu"),
        (Mark.UNKNOWN, Kind.COUNT, "ei tiedossa"),
        (0, Kind.COUNT, "0"),
    ],
)
def test_a_cell_is_said_as_readers_of_the_language_write_it(
    cell: Cell, kind: Kind, said: str
) -> None:
    assert text_of(cell, kind, WORDS) == said


def test_rows_hold_numbers_that_a_spreadsheet_reads_and_nothing_it_reckons_with() -> None:
    [(name, file)] = csv_of(DOCUMENT).items()

    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig")), delimiter=";"))

    assert name == f"{STAMP}-loppuraportti-needs.csv"
    assert rows[0] == [f"{STAMP}: Tarve", "Pyynnöt", "Autettu", "Osuus"]
    assert rows[1] == ["Ruoka", "1204", "vähintään 1\xa0100", "0,913"]
    assert rows[2] == [f"'{NASTY}", "salattu", "ei tiedossa", "salattu"]


def test_a_workbook_has_a_cover_a_sheet_each_and_notes_without_formulas_or_merged_cells() -> None:
    parts = sheets_of(DOCUMENT)

    names = [each.get("name") for each in ET.fromstring(parts["xl/workbook.xml"])[3]]  # noqa: S314  # ours
    assert names == ["Sisältö", "1 Pyynnöt tarpeen mukaan", "Huomautukset"]
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(names)
    assert all(STAMP in sheet for sheet in sheets)
    assert not any(re.search(r"<f>|<mergeCell", sheet) for sheet in sheets)
    assert "<v>1204</v>" in sheets[1]
    assert "=HYPERLINK" in sheets[1]


def test_long_texts_of_a_workbook_have_room_and_a_sheet_is_as_wide_as_a_page() -> None:
    long = replace(DOCUMENT, notes=["a short one", "a long one " * 20])

    parts = sheets_of(long)
    notes = parts[f"xl/worksheets/sheet{len(DOCUMENT.tables) + 2}.xml"]
    heights = re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', notes)
    assert heights == [("3", "90")]
    assert 'fitToHeight="0"' in notes


def test_sheets_of_long_and_equal_titles_are_told_apart() -> None:
    table = replace(NEEDS, title="Pyynnöt [kunnan] mukaan: kaikki/osa " * 3)
    document = replace(DOCUMENT, sections=[Section("Tuotokset", tables=[table, table])])

    names = re.findall(r'<sheet name="([^"]+)"', sheets_of(document)["xl/workbook.xml"])

    assert len(set(names)) == len(names) == 4


def test_data_says_why_a_number_is_missing() -> None:
    [table] = json.loads(json_of(DOCUMENT))["tables"]

    assert table["rows"][0] == {
        "need": "Ruoka",
        "requests": 1204,
        "helped": {"at_least": 1100},
        "share": 0.913,
    }
    assert table["rows"][1]["requests"] == {"mark": "hidden"}


@pytest.mark.parametrize("tag", ["fi", "sv", "en"])
def test_a_pdf_is_tagged_for_readers_and_archives_and_says_its_title_and_language(tag: str) -> None:
    file = pdf_of(replace(DOCUMENT, words=replace(WORDS, tag=tag)))

    assert f"/Lang({tag})".encode() in file
    assert b"<pdfuaid:part>1<" in file
    assert b"<pdfaid:part>2<" in file
    assert DOCUMENT.title.encode() in file
    assert file == pdf_of(replace(DOCUMENT, words=replace(WORDS, tag=tag)))


def test_a_chart_draws_what_is_known_and_says_the_rest() -> None:
    drawn = ET.fromstring(chart_of(NEEDS, WORDS))  # noqa: S314  # ours

    texts = [each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["Ruoka", "1\xa0204", NASTY, "salattu", "Luova toiminta", "0"]


@pytest.mark.parametrize("label", ["Ruoka", "siirrettiin viranomaiselle tai auttavaan puhelimeen"])
def test_labels_of_a_chart_lie_within_the_picture(label: str) -> None:
    drawn = ET.fromstring(chart_of(replace(NEEDS, rows=[[label, 5]]), WORDS))  # noqa: S314  # ours

    first = next(drawn.iter("{http://www.w3.org/2000/svg}text"))
    at, length = float(first.attrib["x"]), len(label) * 7.0
    assert (at - length if first.attrib["text-anchor"] == "end" else at) >= 0


@pytest.mark.parametrize("is_over_time", [False, True])
@pytest.mark.parametrize("rows", [[], [["16", 0]], [["16", Mark.HIDDEN], ["17", 5]]])
def test_a_chart_of_nothing_is_a_picture_too(rows: list[list[Cell]], *, is_over_time: bool) -> None:
    table = replace(NEEDS, rows=rows, is_over_time=is_over_time)

    assert chart_of(table, WORDS).startswith("<svg")
