"""Which entries are one line."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.intake.timelines.model import Entry
from services.intake.timelines.rules import lines_of
from tests.support.intake.building import NOW
from tests.support.intake.timelines.building import entry


def day_of(at: datetime) -> date:
    return at.date()


def test_what_the_network_does_alike_is_told_once() -> None:
    asked, wrote = entry("proposal", 1, "open"), entry("sent", 2, "proposal", "email")

    lines = lines_of([asked, wrote, asked, wrote, asked], day_of)

    told = [(line.first.what, len(line.entries)) for line in lines]
    assert told == [("proposal", 3), ("sent", 2)]


def test_what_a_person_did_parts_what_came_before_from_what_followed() -> None:
    asked, wish = entry("proposal", 1, "open"), entry("wish", 2, "ask", "17", who="Kaisa")

    lines = lines_of([asked, wish, asked], day_of)

    assert [line.first.what for line in lines] == ["proposal", "wish", "proposal"]


def test_another_day_is_another_line() -> None:
    asked = entry("proposal", 0, "open")
    later = Entry(NOW + timedelta(days=1), asked.what, asked.code)

    assert len(lines_of([asked, later], day_of)) == 2


WHATS = ("proposal", "sent", "failed", "wish", "call", "closed")


@given(st.lists(st.tuples(st.sampled_from(WHATS), st.integers(0, 4000), st.sampled_from("ab"))))
def test_every_entry_is_told_once_and_no_person_out_of_turn(
    drawn: list[tuple[str, int, str]],
) -> None:
    entries = sorted((entry(what, at, code) for what, at, code in drawn), key=lambda e: e.at)

    lines = lines_of(entries, day_of)

    told = [each for line in lines for each in line.entries]
    assert sorted(map(repr, told)) == sorted(map(repr, entries))
    assert [line.first.at for line in lines] == sorted(line.first.at for line in lines)
    people = [line for line in lines if line.first.what in {"wish", "call", "closed"}]
    assert all(len(line.entries) == 1 for line in people)
