"""Rows as what is handed in: what each says, what is wrong with it, and by what it is known."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.fields.problem import Problem
from shared.sheets.entries import entries_of
from shared.sheets.faults import FileFault, RowFault, SheetError
from shared.sheets.mapping import FileMapping, mapping_by_headings
from shared.sheets.model import Entries
from shared.sheets.sheet import read_sheet
from tests.support.pseudonyms import PSEUDONYMS
from tests.support.sheets import GLOSSARY, HEADINGS, REQUESTS, Rows, entries, read, row, written

MAPPING = FileMapping.model_validate(
    {
        "rows": {"where": {"Nimi": "Aino"}},
        "fields": {
            "text": {"column": "viesti"},
            "category": {"column": "Tarve", "map": {"Ruoka": "food_aid"}, "default": "advice"},
            "urgency": {"value": "today"},
            "postal_code": {"cycle": ["50100", "51900", "52700"]},
        },
    }
)
BY_ID = FileMapping.model_validate(
    {"rows": {"id": "Nimi"}, "fields": {"text": {"column": "Viesti"}}}
)


def taken(found: Entries) -> set[tuple[str, tuple[tuple[str, object], ...]]]:
    """Give what a file brings in, wherever in it that stands."""
    return {(entry.key, tuple(sorted(entry.body.items()))) for entry in found.read}


def some_rows() -> st.SearchStrategy[list[tuple[str, ...]]]:
    few = st.integers(1, 4)
    return st.lists(few.map(row) | few.map(lambda number: row(number, Nimi="Aino")), max_size=12)


@given(some_rows(), st.randoms(use_true_random=False), st.sampled_from([None, MAPPING, BY_ID]))
def test_the_order_of_rows_never_changes_what_is_taken(
    rows: list[tuple[str, ...]], chance: random.Random, mapping: FileMapping | None
) -> None:
    shuffled = chance.sample(rows, len(rows))

    assert taken(entries(written(rows), mapping)) == taken(entries(written(shuffled), mapping))


@pytest.mark.long
@given(some_rows(), some_rows())
def test_newer_rows_on_top_change_no_key_of_those_below(newer: Rows, older: Rows) -> None:
    before, after = entries(written(older)), entries(written([*newer, *older]))

    assert taken(before) <= taken(after)
    assert len({entry.key for entry in after.read}) == len(after.read)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_the_same_rows_have_the_same_keys_however_they_were_saved(
    encoding: str, separator: str
) -> None:
    rows = [row(1, Viesti="Maitoa\r\nja leipää"), row(2)]

    raw = written(rows, encoding=encoding, separator=separator)

    assert taken(entries(raw)) == taken(entries(written(rows)))


def test_a_row_is_known_by_its_id_whatever_else_it_says() -> None:
    first, changed, nameless = entries(
        written([row(1, Nimi="A-1"), row(2, Nimi=" A-1 "), row(3, Nimi="")]), BY_ID
    ).read

    assert first.key == changed.key
    assert first.has_id
    assert nameless.problems == (Problem("id", RowFault.ID_MISSING),)


def test_who_knows_a_row_but_not_the_key_of_those_who_imported_it_does_not_know_its_key() -> None:
    sheet = read(written([row(1)]))
    mapping = mapping_by_headings(sheet, REQUESTS)

    guessed = entries_of(sheet, mapping, REQUESTS, lambda *parts: repr(parts).encode().hex())

    assert guessed.read[0].key != entries(written([row(1)])).read[0].key


def test_rows_that_are_not_meant_are_left_out_and_lines_still_count() -> None:
    found = entries(written([row(1, Nimi="Aino"), row(2), row(3, Nimi="Aino")]), MAPPING)

    assert [entry.line for entry in found.read] == [2, 4]
    assert found.left_out == 1


def test_each_field_comes_from_where_the_mapping_says() -> None:
    rows = [row(1, Nimi="Aino", Tarve=" ruoka "), row(2, Nimi="Aino", Tarve="")]

    first, second = entries(written(rows), MAPPING).read

    assert first.body["postal_code"] in {"50100", "51900", "52700"}
    assert (first.body["category"], second.body["category"]) == ("food_aid", "advice")
    assert (first.body["text"], first.body["urgency"]) == ("Maitoa 1", "today")
    assert set(entries(written(rows), MAPPING).unread) == {
        "Puhelin",
        "Postinumero",
        "Kiireellisyys",
    }


def test_a_column_that_a_mapping_names_and_the_file_lacks_is_named() -> None:
    with pytest.raises(SheetError) as caught:
        entries(b"Nimi,Viesti\r\nAino,Maitoa\r\n", MAPPING)

    assert (caught.value.fault, caught.value.names) == (FileFault.HEADING_MISSING, ("Tarve",))


@pytest.mark.parametrize(
    "cell",
    [
        *("kauppa, apteekki", "Kauppa;apteekki", "kauppa / apteekki", "kauppa+apteekki"),
        *("kauppa\napteekki", "KAUPPA JA APTEEKKI", "butik och apotek", "shop and pharmacy"),
        *("kauppa, apteekki, ruokakauppa,", "groceries & pharmacy", "kauppa sekä apteekki"),
    ],
)
def test_several_needs_stand_in_one_cell_as_people_write_them(cell: str) -> None:
    (entry,) = entries(written([row(1, Tarve=cell)])).read

    assert (entry.body["category"], entry.body["also"]) == ("groceries", ("pharmacy",))
    assert entry.problems == ()


@pytest.mark.parametrize("cell", ["Kulttuuria tai luovaa tekemistä", "culture, kulttuuri"])
def test_one_need_is_one_however_it_is_called(cell: str) -> None:
    (entry,) = entries(written([row(1, Tarve=cell)])).read

    assert entry.body["category"] == "culture_creative"
    assert "also" not in entry.body


@pytest.mark.parametrize(
    ("heading", "cell", "fault"),
    [
        ("Postinumero", "50100.0", RowFault.DECIMALS),
        ("Postinumero", "50100,00", RowFault.DECIMALS),
        ("Postinumero", "100", RowFault.ZERO_LOST),
        ("Postinumero", "5,01E+04", RowFault.EXPONENT),
        ("Puhelin", "401234567", RowFault.ZERO_LOST),
        ("Puhelin", "401234567.0", RowFault.DECIMALS),
        ("Puhelin", "4.01E+08", RowFault.EXPONENT),
        ("Puhelin", "4,01E+08", RowFault.EXPONENT),
        ("Tarve", "Kaupa", RowFault.UNKNOWN_WORD),
        ("Tarve", "Kauppa, apteki", RowFault.UNKNOWN_WORD),
        ("Tarve", ";", RowFault.UNKNOWN_WORD),
        ("Kiireellisyys", "pian", RowFault.UNKNOWN_WORD),
        ("Viesti", "x" * 10_001, RowFault.LONG),
    ],
)
def test_what_a_spreadsheet_lost_and_words_nobody_knows_reject_the_row(
    heading: str, cell: str, fault: RowFault
) -> None:
    bad, good = entries(written([row(1, **{heading: cell}), row(2)])).read

    assert [problem.code for problem in bad.problems] == [fault]
    assert good.problems == ()


@pytest.mark.parametrize("phone", ["040 123 4567", "+358401234567", "358401234567", "0401234567"])
def test_a_number_that_has_its_beginning_is_left_to_the_door(phone: str) -> None:
    (entry,) = entries(written([row(1, Puhelin=phone)])).read

    assert (entry.problems, entry.body["phone"]) == ((), phone)


@pytest.mark.parametrize(
    ("cell", "said"),
    [("Kyllä", True), ("x", True), ("ja", True), ("Ei", False), ("0", False), ("", None)],
)
def test_yes_and_no_are_read_in_each_language(cell: str, said: bool | None) -> None:
    (entry,) = entries(written([(*row(1), cell)], (*HEADINGS, "Turvakielto"))).read

    assert entry.body.get("address_secret") is said


def test_several_in_one_cell_are_read_where_there_may_be_several() -> None:
    kind = GLOSSARY.kind("volunteers")
    headings = ("Nimi", "Sähköposti", "Postinumero", "Apu", "Kielet", "Järjestö")
    cells = ("A", "a@example.org", "50100", "Kauppa, apteekki", "Suomi/ruotsi", "Apu ry")
    sheet = read_sheet(written([cells], headings), kind.is_known)

    (entry,) = entries_of(sheet, mapping_by_headings(sheet, kind), kind, PSEUDONYMS.of).read

    assert entry.body["categories"] == ("groceries", "pharmacy")
    assert entry.body["languages"] == ("fi", "sv")


def test_what_a_list_says_of_helpers_in_words_we_do_not_know_is_left_for_them_to_say() -> None:
    kind = GLOSSARY.kind("volunteers")
    headings = ("Sähköposti", "Apu", "Kielet", "Järjestö", "Suostumus")
    cells = ("a@example.org", "lumityöt, kauppa", "venäjä", "Apu ry", "x")
    sheet = read_sheet(written([cells], headings), kind.is_known)

    found = entries_of(sheet, mapping_by_headings(sheet, kind), kind, PSEUDONYMS.of)

    (entry,) = found.read
    assert (entry.problems, entry.body["categories"]) == ((), ("groceries",))
    assert "languages" not in entry.body
    assert found.unread == ("Suostumus",)
