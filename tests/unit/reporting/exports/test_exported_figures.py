"""What was published is read from its frozen text, and written for others, cell by cell."""

import pytest

from services.reporting.exports.model import Status
from services.reporting.exports.ports import FigureKeys
from services.reporting.exports.rows import published_of, value_of
from services.reporting.exports.rules import dictionary_of, read_period, rows_of, written
from services.reporting.exports.wording import figures_csv, indicators_csv
from services.reporting.exports.wording import published as said_of
from services.reporting.reports.rules.frozen import frozen, text_of_cell
from tests.support.reporting.exports.building import BAND, LATER, published, row
from tests.support.reporting.exports.fakes import FakeFigureKeys
from tests.support.reporting.exports.keys_contract import KeysContract
from tests.support.reporting.fakes import FakeStore
from tests.support.reporting.projects.building import SPRING
from tests.support.reporting.reports.building import Counts, Desk, FakeMeasures


class TestFakeKeys(KeysContract):
    @pytest.fixture
    def keys(self) -> FigureKeys:
        return FakeFigureKeys()


def test_each_cell_is_told_once_with_why_it_has_no_number() -> None:
    told = {each.code: each for each in published().told}

    assert [(value.codes, value.status, value.text) for value in told["helped"].values] == [
        (("errands", "178"), Status.HIDDEN, ""),
        (("errands", "491"), Status.EXACT, "7"),
        (("food", "178"), Status.EXACT, "0"),
        (("food", "491"), Status.HIDDEN, ""),
        (("errands", ""), Status.AT_LEAST, "7"),
        (("food", ""), Status.HIDDEN, ""),
        (("", "178"), Status.HIDDEN, ""),
        (("", "491"), Status.AT_LEAST, "7"),
        (("", ""), Status.EXACT, "12"),
    ]
    assert [value.codes for value in told["share"].values] == [("food", ""), ("", "")]
    assert [value.codes for value in told["requests"].values] == [("", "")]


def test_a_table_tells_numbers_and_never_a_zero_for_what_is_hidden() -> None:
    rows = {(row["indicator"], row["code_1"], row["code_2"]): row for row in rows_of([published()])}

    assert rows["requests", "", ""]["value"] == 42
    assert rows["share", "food", ""]["value"] == 0.25
    assert rows["helped", "errands", ""]["value"] == 7
    assert rows["helped", "errands", ""]["status"] == "at_least"
    assert rows["helped", "errands", "178"]["value"] is None
    assert rows["helped", "food", "178"]["value"] == 0
    assert (rows["band", "", ""]["value"], rows["band", "", ""]["band"]) == (None, BAND)
    assert rows["participants", "", ""]["status"] == "unknown"


def test_a_dictionary_has_each_indicator_once_and_no_formula() -> None:
    both = [published(), published(LATER)]

    lines = indicators_csv(both).decode().splitlines()

    assert [row["code"] for row in dictionary_of(both)] == sorted(
        ("requests", "helped", "share", "band", "participants")
    )
    assert len(lines) == 6
    assert ",'=Requests," in lines[1]
    assert figures_csv(both).decode().startswith("project,first,last,edition,indicator,")


def test_a_tool_reads_whether_it_is_evidence_and_of_which_edition() -> None:
    said = said_of(published(exercise=True, edition=3))

    assert (said["simulated"], said["edition"], said["period"]) == (True, 3, written(SPRING))


@pytest.mark.parametrize("text", ["", "2026", "2026-01-01", "2026-06-30/2026-01-01", "a/b"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_period(text) is None
    assert read_period(written(SPRING)) == SPRING


async def test_what_is_handed_out_of_a_report_is_what_the_report_shows() -> None:
    entered = {("esf_participants", "women"): 40, ("CO01", "women"): 3}
    desk = Desk(FakeStore(), Counts(FakeMeasures(), entered))
    reading = await desk.reading.read(await desk.begun())

    assert reading is not None
    content = reading.content
    handed_out = published_of(row(SPRING, shown=frozen(content)))
    said = {(told.code, value.codes): value for told in handed_out.told for value in told.values}
    assert handed_out.k == content.k
    for told in content.told:
        whole = said[told.code, ("", "")]
        assert whole == value_of("", "", text_of_cell(told.total))
        for name, cell in zip(told.rows, told.row_sums, strict=True):
            is_by = (name, "") if told.by else ("", "")
            assert said[told.code, is_by] == value_of(*is_by, text_of_cell(cell))
    assert {value.status for value in said.values()} >= {Status.EXACT, Status.HIDDEN}
