"""A file is read however it was saved; what was lost on the way is said, not guessed."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sheets.faults import FileFault, SheetError
from tests.support.sheets import (
    HEADINGS,
    LISTED,
    REQUESTS,
    VOLUNTEERS,
    entries,
    helper,
    read,
    row,
    written,
)

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
SEPARATORS = (",", ";", "\t")
LINE_ENDS = ("\r\n", "\n", "\r")
HELPERS = (helper(1), helper(2, Nimi='Åsa "Ässä"'), helper(3, Kielet=""))
ROWS = (row(1), row(2, Viesti='Maitoa, "leipää";\tja kalaa'), row(3, Viesti="Ääni"))

OF_REQUESTS, OF_HELPERS = (REQUESTS, ROWS, HEADINGS), (VOLUNTEERS, HELPERS, LISTED)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("is_of_helpers", [False, True])
def test_every_usual_way_of_saving_gives_the_same_rows(
    encoding: str, separator: str, line_end: str, *, is_of_helpers: bool
) -> None:
    kind, rows, headings = OF_HELPERS if is_of_helpers else OF_REQUESTS
    raw = written(rows, headings, separator=separator, line_end=line_end, encoding=encoding)

    sheet = read(raw, kind)

    assert sheet.headings == headings
    assert [one.cells for one in sheet.rows] == list(rows)
    assert [one.line for one in sheet.rows] == [2, 3, 4]
    assert (sheet.form.separator, sheet.form.line_end) == (separator, line_end)


def test_big_endian_with_its_mark_is_read() -> None:
    raw = codecs.BOM_UTF16_BE + written(ROWS, encoding="utf-16-be")

    assert read(raw).headings == HEADINGS


# a spreadsheet quotes a break in a cell; the library that writes here forgets to of a lone CR
signs = st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\r")
cells = st.text(signs, max_size=12)


@given(
    st.lists(st.tuples(cells, cells, cells), max_size=8),
    st.sampled_from(SEPARATORS),
    st.sampled_from(("\r\n", "\n")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
)
def test_whatever_is_written_is_read_again(
    rows: list[tuple[str, str, str]], separator: str, line_end: str, encoding: str
) -> None:
    headings = ("Viesti", "Nimi", "Postinumero")
    raw = written(rows, headings, separator=separator, line_end=line_end, encoding=encoding)

    sheet = read(raw)

    assert [one.cells for one in sheet.rows] == [one for one in rows if "".join(one).strip()]
    assert len(sheet.rows) + sheet.blank == len(rows)


def test_lines_are_counted_as_an_editor_does() -> None:
    raw = written([row(1, Viesti="Maitoa\r\nleipää\r\nkalaa"), ("",) * 6, ("",) * 6, row(2)])

    assert [one.line for one in read(raw).rows] == [2, 7]


def test_rows_in_which_nothing_is_are_left_aside_and_counted() -> None:
    sheet = read(written([row(1), *[("",) * 6] * 50]))

    assert (len(sheet.rows), sheet.blank) == (1, 50)


def test_a_short_row_is_filled_up_and_separators_after_the_end_are_nothing() -> None:
    text = "Puhelin;Viesti;Nimi;;\r\n040;Maitoa\r\n041;Leipää;Aino;;;\r\n"

    sheet = read(text.encode())

    assert sheet.headings == ("Puhelin", "Viesti", "Nimi")
    assert [one.cells for one in sheet.rows] == [("040", "Maitoa", ""), ("041", "Leipää", "Aino")]


def test_the_line_by_which_excel_says_its_separator_is_none_of_the_rows() -> None:
    sheet = read(b"sep=;\r\nPuhelin;Viesti\r\n040;a,b,c\r\n")

    assert (sheet.headings, sheet.rows[0].line) == (("Puhelin", "Viesti"), 3)


@pytest.mark.parametrize(
    "headings",
    [
        (
            "puhelin ",
            "POSTI_NUMERO".replace("_", ""),
            " viesti",
            "nimi:",
            "Tarve*",
            "KIIREELLISYYS",
        ),
        ("Telefon", "Postnr", "Meddelande", "Namn", "Behov", "Brådska"),
        ("Phone", "Postal  code", "Message", "Name", "Need", "Urgency"),
        ("phone", "postal_code", "text", "first_name", "category", "urgency"),
    ],
)
def test_headings_are_known_in_each_language_by_case_and_blanks(headings: tuple[str, ...]) -> None:
    (entry,) = entries(written([row(1)], headings)).read

    assert entry.body == {
        "phone": "040 222 0001",
        "postal_code": "50100",
        "text": "Maitoa 1",
        "first_name": "Äijö",
        "category": "groceries",
        "urgency": "today",
        "language": "fi",
        "channel": "import",
    }


@pytest.mark.parametrize(
    "headings",
    [
        (
            "nimi",
            "SÄHKÖPOSTI",
            "Puh.",
            "Posti nro".replace(" ", ""),
            "Tehtävät:",
            "kieli",
            "yhdistys",
        ),
        ("Namn", "E-post", "Telefon", "Postnummer", "Hjälp", "Språk", "Förening"),
        ("Name", "E-mail", "Phone", "Zip code", "Can help with", "Languages", "Organisation"),
        ("name", "email", "phone", "postal_code", "categories", "languages", "organisation"),
    ],
)
def test_headings_of_lists_of_helpers_are_known_in_each_language(headings: tuple[str, ...]) -> None:
    (entry,) = entries(written([helper(1)], headings), kind=VOLUNTEERS).read

    assert entry.body == {
        "name": "Äijö Auttaja",
        "email": "helper1@example.org",
        "phone": "040 222 0001",
        "postal_code": "50100",
        "categories": ("groceries", "pharmacy"),
        "languages": ("fi",),
        "organisation": "Mikkelin Apu ry",
    }


@pytest.mark.parametrize(
    ("raw", "fault", "line"),
    [
        (b"", FileFault.EMPTY, None),
        (b" \r\n\r\n", FileFault.EMPTY, None),
        (b",,,\r\n,,\r\n", FileFault.EMPTY, None),
        (codecs.BOM_UTF8, FileFault.EMPTY, None),
        (b"PK\x03\x04 a workbook", FileFault.WORKBOOK, None),
        (b"%PDF-1.7", FileFault.WORKBOOK, None),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileFault.BINARY, None),
        (b"Puhelin,Viesti\r\n040,Mai\0toa\r\n", FileFault.BINARY, None),
        ("Nimi,Viesti\nÄä,öö\nÅå,".encode() + b"\xe4\n", FileFault.ENCODING, 3),
        ("Nimi,Viesti\nä,ö\n".encode("utf-16") + b"x", FileFault.ENCODING, 3),
        (b'Puhelin,Viesti\r\n040,a\r\n041,"b\r\n042,c\r\n', FileFault.QUOTE_OPEN, 3),
        (b'Puhelin,Viesti\r\n040,"a\r\nb"\r\n041,"b" c\r\n', FileFault.QUOTE_BROKEN, 4),
        (b'Puhelin,Viesti\r\n040,a\r\n041,"b\r\n042,"c"\r\n', FileFault.QUOTE_BROKEN, 4),
        (b"Puhelin,Viesti\r\n040,a\r\n041,b, c\r\n", FileFault.MORE_CELLS, 3),
        (b"Puhelin,,Viesti\r\n040,a,b\r\n", FileFault.MORE_CELLS, 2),
        (b'sep=,\r\nPuhelin,Viesti\r\n040,"a\r\n', FileFault.QUOTE_OPEN, 3),
    ],
)
def test_what_breaks_the_file_is_said_with_the_line_where_it_is(
    raw: bytes, fault: FileFault, line: int | None
) -> None:
    with pytest.raises(SheetError) as caught:
        read(raw)

    assert (caught.value.fault, caught.value.line) == (fault, line)


@pytest.mark.parametrize(
    ("text", "fault", "names"),
    [
        ("Puhelin,Tarve,Kiire,Puhelin", FileFault.HEADING_DOUBLED, ("Puhelin", "Puhelin")),
        ("Puhelin,Tarve,Kiire,GSM", FileFault.HEADING_DOUBLED, ("Puhelin", "GSM")),
        ("Puhelin,Postinumero,Kiire", FileFault.HEADING_MISSING, ("tarve/behov/need",)),
        ("Puhelin,Postinumero,Tarve", FileFault.HEADING_MISSING, None),
    ],
)
def test_a_heading_that_is_missing_or_doubled_is_named(
    text: str, fault: FileFault, names: tuple[str, ...] | None
) -> None:
    with pytest.raises(SheetError) as caught:
        entries(f"{text}\r\n".encode())

    assert caught.value.fault is fault
    assert names in {None, caught.value.names}


def test_a_row_that_swallowed_another_is_found_by_what_it_holds() -> None:
    text = (
        "Puhelin,Postinumero,Tarve,Kiire,Viesti\r\n"
        '040 1,50100,Kauppa,Tänään,"Maitoa\r\n'
        "040 2,50100,Kauppa,Tänään,Leipää\r\n"
        '040 3,50100,Kauppa,Tänään,"\r\n'
    )

    with pytest.raises(SheetError) as caught:
        entries(text.encode())

    assert (caught.value.fault, caught.value.line) == (FileFault.ROW_WITHIN, 2)


def test_what_rows_do_not_say_may_be_said_for_all_of_them() -> None:
    headings, cells = HEADINGS[:5], row(1)[:5]

    (entry,) = entries(written([cells], headings), said={"urgency": "no_hurry"}).read

    assert entry.body["urgency"] == "no_hurry"
