"""What is handed out as a file is shown by a spreadsheet, never reckoned with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.sheets.harmless import FORMULA, harmless, sheet_of


@given(st.text())
def test_no_cell_begins_as_a_formula_and_none_is_lost(cell: str) -> None:
    shown = harmless(cell)

    assert shown[:1] not in FORMULA or not shown
    assert shown.removeprefix("'") == cell.removeprefix("'")


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "-2+3", "\uff1d1"])
def test_a_formula_is_written_behind_an_apostrophe(cell: str) -> None:
    assert f";'{cell}\r\n" in sheet_of(["a", "b"], [["x", cell]]).decode("utf-8-sig")
