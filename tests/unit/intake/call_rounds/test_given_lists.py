"""Lists of people to ring as they come: pasted, as a file, ten thousand rows, in every script."""

import pytest

from services.intake.call_rounds.model import MOST_PEOPLE, GivenList
from services.intake.call_rounds.use_cases.read_list import people_kind, read_given, read_pasted
from shared.contracts.words import Language
from shared.sheets.faults import FileFault, SheetError
from tests.support.pseudonyms import PSEUDONYMS
from tests.support.sheets import REQUESTS

KIND = people_kind(REQUESTS)


def pasted(text: str) -> GivenList:
    return read_pasted(text, KIND, PSEUDONYMS.of)


def handed_in(text: str) -> GivenList:
    return read_given(text.encode(), KIND, PSEUDONYMS.of)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("040 111 0001", ""),
        ("040 111 0001 Aino Järvi", "Aino Järvi"),
        ("Aino Järvi, 0401110001", "Aino Järvi"),
        ("Айно\t+358 40 111 0001", "Айно"),
        ("آينو; 040-1110001", "آينو"),
    ],
)
def test_a_pasted_line_is_a_number_and_a_name_in_any_order_and_script(line: str, name: str) -> None:
    (one,) = pasted(line).people

    assert (one.phone, one.name, one.language) == ("+358401110001", name, Language.FINNISH)


def test_pasted_with_headings_is_read_as_a_file_of_which_only_three_columns_are_taken() -> None:
    read = pasted("Namn;Telefon;Språk;Sjukdom\nAino;040 111 0001;svenska;astma\n")

    assert [(one.name, one.language) for one in read.people] == [("Aino", Language.SWEDISH)]
    assert read.unread == ("Sjukdom",)


def test_the_same_number_is_taken_once_however_it_is_written() -> None:
    read = pasted("Aino 040 111 0001\nAino J. +358401110001\n040-111 0002")

    assert [one.name for one in read.people] == ["Aino", ""]
    assert read.doubled == 1


def test_what_cannot_be_taken_is_told_by_row_and_the_others_are_read() -> None:
    read = pasted("Aino\n12345\n0600 12345\n+46 8 123 456 78\n\n040 111 0001\n")

    assert [(row.line, row.problem.code) for row in read.wrong] == [
        (1, "missing"),
        (2, "missing"),
        (3, "service"),
        (4, "abroad"),
    ]
    assert len(read.people) == 1


def test_of_a_file_the_row_and_the_column_are_told() -> None:
    read = handed_in("nimi,puhelin\nAino,401110001\nVeli,\nLiisa,040 111 0002\n")

    assert [(row.line, row.column, row.problem.code) for row in read.wrong] == [
        (2, "puhelin", "zero_lost"),
        (3, "puhelin", "missing"),
    ]


def test_a_file_without_a_column_of_numbers_is_refused() -> None:
    with pytest.raises(SheetError) as refused:
        handed_in("nimi,osoite\nAino,Katu 1\n")

    assert refused.value.fault is FileFault.HEADING_MISSING


@pytest.mark.parametrize("is_file", [False, True])
def test_ten_thousand_rows_are_read_and_one_more_is_refused(is_file: bool) -> None:
    def read(rows: str) -> GivenList:
        return handed_in(f"puhelin\n{rows}") if is_file else pasted(rows)

    rows = "\n".join(f"+35840{number:07}" for number in range(MOST_PEOPLE))

    assert len(read(rows).people) == MOST_PEOPLE
    with pytest.raises(SheetError) as refused:
        read(f"{rows}\n+358409999999")
    assert refused.value.fault is FileFault.MANY_ROWS
