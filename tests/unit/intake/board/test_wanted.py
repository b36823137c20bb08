"""What is wanted of the board is written into its address and read again."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.board.adapters import place_of
from services.intake.board.model import Group, Position, Wanted
from services.intake.board.rules.places import ranges, step_of
from services.intake.board.rules.usual import usual_wait
from services.intake.board.rules.wanted import read_wanted, words_of
from services.intake.requests.model import RequestId, State
from shared.contracts.words import Category, Urgency
from tests.support.intake.board.building import line

positions = st.builds(
    Position,
    later=st.booleans(),
    urgency=st.integers(0, 9),
    at=st.timedeltas(timedelta(), timedelta(days=30_000)).map(
        lambda time: datetime(2000, 1, 1, tzinfo=UTC) + time
    ),
    id=st.uuids().map(RequestId),
)
wanted_lines = st.builds(
    Wanted,
    group=st.none() | st.sampled_from(Group),
    need=st.none() | st.sampled_from(Category),
    place=st.sampled_from([None, "491", "50100"]),
    urgency=st.none() | st.sampled_from(Urgency),
    after=st.none() | positions,
)


@given(wanted_lines)
def test_whoever_opens_the_address_sees_the_same(wanted: Wanted) -> None:
    assert read_wanted(words_of(wanted), place_of) == wanted


@given(st.dictionaries(st.sampled_from(["group", "need", "place", "urgency", "after"]), st.text()))
def test_whatever_stands_in_an_address_is_read(asked: dict[str, str]) -> None:
    assert isinstance(read_wanted(asked, place_of), Wanted)


@pytest.mark.parametrize(
    "after", ["", "0-1-2", f"2-1-5-{UUID(int=1).hex}", f"0-1-{'9' * 18}-{UUID(int=1).hex}"]
)
def test_a_place_in_the_list_that_cannot_be_is_none(after: str) -> None:
    assert read_wanted({"after": after}, place_of).after is None


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("50100", "50100"),
        ("491", "491"),
        (" mikkeli ", "491"),
        ("S:t Michel", "491"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_place_is_said_as_people_say_it(said: str, place: str | None) -> None:
    assert place_of(said) == place


def test_the_usual_wait_is_that_of_the_most_like() -> None:
    hour, day = timedelta(hours=1), timedelta(days=1)
    known = {(Category.GROCERIES, Urgency.TODAY): hour, (Category.GROCERIES, None): day}

    assert usual_wait(known, line(urgency=Urgency.TODAY)) == hour
    assert usual_wait(known, line(urgency=Urgency.NO_HURRY)) == day
    assert usual_wait(known, line(category=Category.YOUTH_WORK)) is None
    assert usual_wait(known, line(state=State.UNMATCHED)) is None


@given(st.integers(1, 5000))
def test_every_count_is_in_the_step_whose_range_says_so(most: int) -> None:
    told = {count: step for step, first, last in ranges(most) for count in range(first, last + 1)}

    assert told == {count: step_of(count, most) for count in range(1, most + 1)}
    assert step_of(0, most) == 0
    assert max(told.values()) == 5
