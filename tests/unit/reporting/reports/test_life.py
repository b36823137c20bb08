"""The life of a report: in any order of acts, nothing unread is published and nothing is lost."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeAlias
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.reports.model.report import Refusal, Report, ReportId, State, Text
from services.reporting.reports.rules.life import corrected, published, reviewed, written
from services.reporting.reports.rules.writing import Typed, Written, becomes, plain_text
from shared.activation import FIRST_ACTIVATION
from tests.support.reporting.reports.store_contract import AIMS, HALF

OVER = HALF.last + timedelta(days=1)
PEOPLE = tuple(UUID(int=number) for number in range(3))
Act: TypeAlias = tuple[str, UUID]


def report(state: State = State.DRAFTED) -> Report:
    return Report(
        id=ReportId(UUID(int=1)),
        number=1,
        which=HALF,
        activation=FIRST_ACTIVATION,
        state=state,
        begun_by=PEOPLE[0],
    )


@dataclass
class House:
    """What people did, kept beside the rules: who wrote what, who read it, what was said."""

    report: Report = field(default_factory=report)
    text: int = 0
    writers: set[UUID] = field(default_factory=set)
    read: tuple[int, UUID] | None = None
    said: list[int] = field(default_factory=list)

    def write(self, who: UUID) -> None:
        anew = written(self.report)
        if not isinstance(anew, Refusal):
            self.report, self.text, self.read = anew, self.text + 1, None
            self.writers.add(who)

    def review(self, who: UUID) -> None:
        anew = reviewed(self.report, who, self.writers, OVER)
        if not isinstance(anew, Refusal):
            assert who not in (self.writers or {self.report.begun_by})
            self.report, self.read = anew, (self.text, who)

    def publish(self, _: UUID) -> None:
        anew = published(self.report)
        if not isinstance(anew, Refusal):
            assert self.read is not None
            assert self.read[0] == self.text
            self.report = anew
            self.said.append(anew.edition)

    def correct(self, who: UUID) -> None:
        anew = corrected(self.report, who, "why")
        if not isinstance(anew, Refusal):
            self.report, self.read, self.writers = anew, None, set()


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["write", "review", "publish", "correct"]), st.sampled_from(PEOPLE)
        ),
        max_size=30,
    )
)
def test_nothing_is_published_that_nobody_else_read_and_editions_have_no_gap(
    acts: list[Act],
) -> None:
    house = House()

    for act, who in acts:
        getattr(house, act)(who)

    assert house.said == list(range(1, len(house.said) + 1))
    assert (house.report.state is State.PUBLISHED) == (house.said[-1:] == [house.report.edition])


@pytest.mark.parametrize(
    ("state", "today", "by", "refused"),
    [
        (State.DRAFTED, OVER, PEOPLE[1], None),
        (State.DRAFTED, HALF.last, PEOPLE[1], Refusal.NOT_OVER),
        (State.DRAFTED, OVER, PEOPLE[2], Refusal.OWN_TEXT),
        (State.REVIEWED, OVER, PEOPLE[1], Refusal.NOT_DRAFTED),
        (State.PUBLISHED, OVER, PEOPLE[1], Refusal.NOT_DRAFTED),
    ],
)
def test_somebody_else_reviews_a_draft_once_its_days_are_over(
    state: State, today: date, by: UUID, refused: Refusal | None
) -> None:
    given_ = report(state)

    anew = reviewed(given_, by, {PEOPLE[2]}, today)

    assert anew == (refused or replace(given_, state=State.REVIEWED))


def test_where_nobody_wrote_who_began_is_no_second_pair_of_eyes() -> None:
    assert reviewed(report(), PEOPLE[0], set(), OVER) is Refusal.OWN_TEXT


@pytest.mark.parametrize(
    ("seen", "typed", "becoming"),
    [
        (2, "new", Written.STORED),
        (1, "new", Written.MEANWHILE),
        (0, "new", Written.MEANWHILE),
        (1, "there", Written.SAME),
    ],
)
def test_a_text_is_stored_by_who_saw_the_newest(seen: int, typed: str, becoming: Written) -> None:
    there = Text(place=AIMS, number=2, edition=1, text="there", by=PEOPLE[0])

    assert becomes(there, Typed(typed, seen)) is becoming


def test_an_empty_place_takes_a_text_and_stays_as_it_is_by_none() -> None:
    assert becomes(None, Typed("first", 0)) is Written.STORED
    assert becomes(None, Typed("", 0)) is Written.SAME


def test_a_text_keeps_its_lines_and_loses_what_nobody_can_see() -> None:
    assert plain_text("\r\nTavoite \x00\r\n\r\n- a\u202e\n") == "Tavoite\n\n- a\u202e"
    assert Typed("a" * 8001, 0).over == 1
