"""By when an organisation is to be heard of: nobody answers while nobody is there."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.matching.partners.model import OpenHours
from services.matching.partners.rules.hours import spans_of_day
from services.matching.referrals.model import ReferralState
from services.matching.referrals.rules.deadlines import (
    HOURS_TO_ANSWER,
    LONGEST_WAIT,
    deadlines_in_hours,
)
from services.matching.referrals.rules.terms import Terms, deadlines
from shared.clock import HELSINKI
from shared.contracts.words import Urgency

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
OFFICE = tuple(OpenHours(day, 9 * 60, 16 * 60) for day in range(5))
MONDAY_AT_TEN_IN_THE_EVENING = datetime(2026, 11, 30, 22, tzinfo=HELSINKI)
FRIDAY_AT_THREE = datetime(2026, 11, 27, 15, tzinfo=HELSINKI)
SUNDAY_AT_FOUR = datetime(2026, 10, 18, 4, tzinfo=HELSINKI)
BEFORE_FOUR_ON_SUNDAYS = (OpenHours(6, 3 * 60 + 54, 4 * 60),)

week = st.lists(
    st.builds(
        lambda day, opens, length: OpenHours(day, opens, min(opens + length, 24 * 60)),
        st.integers(0, 6),
        st.integers(0, 24 * 60 - 1),
        st.integers(1, 600),
    ),
    max_size=8,
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001  # on the wall
    lambda wall: wall.replace(second=0, microsecond=0, tzinfo=UTC).astimezone(HELSINKI)
)
times = st.integers(2, 1_500).map(lambda minutes: timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("urgency", "hours", "sent_at", "end"),
    [
        (Urgency.TODAY, OFFICE, MONDAY_AT_TEN_IN_THE_EVENING, HOUR),
        (Urgency.WITHIN_2_DAYS, OFFICE, MONDAY_AT_TEN_IN_THE_EVENING, 13 * HOUR),
        (Urgency.WITHIN_2_DAYS, (), MONDAY_AT_TEN_IN_THE_EVENING, 12 * HOUR),
        (Urgency.WITHIN_2_DAYS, OFFICE, FRIDAY_AT_THREE, 67 * HOUR),
        (Urgency.NO_HURRY, OFFICE, FRIDAY_AT_THREE, 72 * HOUR),
    ],
)
def test_what_cannot_wait_runs_on_and_the_rest_ends_while_somebody_was_there(
    urgency: Urgency, hours: tuple[OpenHours, ...], sent_at: datetime, end: timedelta
) -> None:
    until = deadlines(Terms(), urgency, ReferralState.SENT, hours, sent_at)

    assert until.end == end
    assert until.reminder < until.end


@given(times, week, moments)
def test_a_reminder_comes_first_and_nothing_is_waited_for_without_end(
    time: timedelta, hours: list[OpenHours], local: datetime
) -> None:
    until = deadlines_in_hours(time, hours, local)

    assert time / 2 <= until.reminder < until.end
    assert time <= until.end <= time + LONGEST_WAIT


@settings(max_examples=30)
@given(times, week, moments)
@example(7 * MINUTE, [*BEFORE_FOUR_ON_SUNDAYS], SUNDAY_AT_FOUR)
def test_before_it_is_over_somebody_was_there_for_long_enough_to_answer(
    time: timedelta, hours: list[OpenHours], local: datetime
) -> None:
    until = deadlines_in_hours(time, hours, local)

    if until.end < time + LONGEST_WAIT:
        assert _open_between(hours, local, until.end) >= min(time, HOURS_TO_ANSWER)


def _open_between(hours: Iterable[OpenHours], local: datetime, time: timedelta) -> timedelta:
    """Count the minutes at which somebody was there, one by one."""
    start, spans = local.astimezone(UTC), tuple(hours)
    return (
        sum(_is_there(spans, start + each * MINUTE) for each in range(time // MINUTE + 1)) * MINUTE
    )


def _is_there(hours: Iterable[OpenHours], moment: datetime) -> bool:
    """Look at the clock of those who opened: it is the local one, but for what changed since."""
    midnight = moment.astimezone(HELSINKI).replace(hour=0, minute=0, fold=0)
    return any(opens <= moment < closes for opens, closes in spans_of_day(hours, midnight))
