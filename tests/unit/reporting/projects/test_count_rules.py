"""How figures from forms are read: whole numbers, and asked about where a zero may be too many."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.figures.adapters import indicators_in
from services.reporting.projects.model import Blank, Count, CountForm, Entry
from services.reporting.projects.rules.counts import (
    Before,
    New,
    asked_of,
    blanks_of,
    confirmed,
    counts_of,
    is_much_more,
    read_counts,
    read_number,
)
from shared.contracts.words import Language
from shared.fields.problem import Problem
from tests.support.reporting.projects.building import project
from tests.support.reporting.projects.fakes import AT

BLANK = Blank("hours", dict.fromkeys(Language, "Tunnit"), ("",))
numbers = st.integers(0, 999_999_999)


def entry(version: int, value: int, by: UUID | None = None) -> Entry:
    return Entry(
        id=UUID(int=version),
        indicator="hours",
        cell="",
        version=version,
        value=value,
        form=CountForm.REGISTER,
        entered_by=UUID(int=1),
        entered_at=AT,
        confirmed_by=by,
    )


def read(typed: str, *entries: Entry, form: str = "register") -> list[New | Problem]:
    fields = {"count": typed, "count_seen": str(len(entries)), "form": form}
    return [*read_counts(BLANK, Before(counts_of(entries), {}), fields)]


@given(numbers)
def test_a_number_is_read_as_it_is_typed_also_with_spaces_between(number: int) -> None:
    assert read_number(f"{number:,}".replace(",", "\u00a0")) == number
    assert read(f" {number} ") == [New("", 0, number)]


@pytest.mark.parametrize("typed", ["-1", "2,5", "2.5", "kaksi", "1e3", "=1", "1234567890", "٣"])
def test_what_is_no_whole_number_has_to_be_mended(typed: str) -> None:
    assert read(typed) == [Problem("count", "invalid")]


@given(numbers, numbers)
def test_a_figure_is_asked_about_when_it_is_ten_times_what_it_was(old: int, new: int) -> None:
    assert is_much_more(new, old) is (old > 0 and new / 10 >= old)
    assert not is_much_more(new, None)


@given(st.lists(st.tuples(numbers, st.booleans()), max_size=6), st.randoms())
def test_the_newest_confirmed_version_holds_in_whatever_order_they_come(
    told: list[tuple[int, bool]], chance: st.DataObject
) -> None:
    entries = [
        entry(at, value, UUID(int=2) if seen else None)
        for at, (value, seen) in enumerate(told, start=1)
    ]
    expected = next((value for value, seen in reversed(told) if seen), None)
    chance.shuffle(entries)  # type: ignore[attr-defined]

    counts = counts_of(entries)

    assert confirmed(counts).get(("hours", "")) == expected
    count = counts.get(("hours", ""), Count())
    assert (count.version, bool(count.waiting)) == (len(told), bool(told and not told[-1][1]))


def test_a_form_is_said_and_a_figure_once_entered_is_not_emptied() -> None:
    assert read("5", form="") == [Problem("form", "missing")]
    assert read("", entry(1, 5)) == [Problem("count", "missing")]
    assert read("") == []


def test_what_only_forms_tell_is_asked_by_its_cells_and_of_what_the_project_reports() -> None:
    blanks = {each.indicator: each.cells for each in blanks_of(indicators_in())}

    assert blanks["EECO01"] == ("women", "men", "other")
    assert blanks["EECO18"] == ("",)
    assert "requests" not in blanks
    both = [Blank("EECO01", {}, ("",)), BLANK]
    assert asked_of(project(), both) == both
    assert asked_of(project(by_hand=("hours",)), both) == [BLANK]
