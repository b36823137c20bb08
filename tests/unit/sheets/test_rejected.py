"""Rejected rows keep the form in which they came, so that they can be mended and tried again."""

import pytest

from shared.sheets.rejected import Rejected, rejected_file
from tests.support.sheets import HEADINGS, entries, read, row, written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_rows_come_back_as_they_came_and_read_the_same(
    encoding: str, separator: str, line_end: str
) -> None:
    rows = [row(1), row(2, Viesti='a;b,\t"c" ä'), row(3)]
    sheet = read(written(rows, separator=separator, line_end=line_end, encoding=encoding))
    rejected = [Rejected(sheet.rows[2], ("phone: too short",)), Rejected(sheet.rows[1], ("x", "y"))]

    again = read(rejected_file(sheet, rejected))

    assert again.form == sheet.form
    assert again.headings == ("line", "reasons", *HEADINGS)
    assert [one.cells for one in again.rows] == [
        ("3", "x; y", *rows[1]),
        ("4", "phone: too short", *rows[2]),
    ]


def test_reasons_of_an_earlier_time_are_replaced_and_change_no_key() -> None:
    sheet = read(written([row(1)]))
    once = rejected_file(sheet, [Rejected(sheet.rows[0], ("first",))])
    twice = rejected_file(read(once), [Rejected(read(once).rows[0], ("second",))])

    assert b"second" in twice
    assert b"first" not in twice
    assert [entry.key for entry in entries(twice).read] == [
        entry.key for entry in entries(written([row(1)])).read
    ]
    assert entries(twice).unread == ()


def test_reasons_that_an_encoding_has_no_letters_for_lose_no_row() -> None:
    sheet = read(written([row(1)], encoding="cp1252"))

    again = read(rejected_file(sheet, [Rejected(sheet.rows[0], ("ei ≥ 5",))]))

    assert again.rows[0].cells == ("2", "ei ? 5", *row(1))
