"""When somebody is rung again, and how that stands on the list."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from services.intake.call_backs.model import IDLE, LATE, CallBack, CallBackId, Ringing
from services.intake.call_backs.rules import line_of, still_rung
from services.intake.calls.rules.ringing_again import (
    When,
    agreed_time,
    hours_today,
    next_try,
    offered,
    unusable_number,
)
from services.intake.phone_hours.model import Hours, Span
from shared.contracts.words import Language
from shared.fields.problem import Problem
from tests.support.activations import ACTIVATION

ZONE = ZoneInfo("Europe/Helsinki")
WEEKDAY, WEEKEND = (Span(8 * 60, 20 * 60),), (Span(10 * 60, 16 * 60),)
HOURS = Hours(ZONE, (*[WEEKDAY] * 5, WEEKEND, WEEKEND), {date(2026, 12, 1): ()})
ALWAYS = Hours(ZONE, ((Span(0, 24 * 60),),) * 7)


def local(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


MONDAY = local(30, 10, 20)


def choice(at: str) -> dict[str, str]:
    return {"call_back": "at", "call_back_at": at}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (MONDAY, {"hour": local(30, 11, 20), "afternoon": local(30, 15)}),
        (local(30, 14, 30), {"hour": local(30, 15, 30)}),
        (local(30, 19, 30), {}),
        (local(29, 4), {"afternoon": local(29, 15)}),
    ],
    ids=["morning", "afternoon", "evening", "night"],
)
def test_only_moments_at_which_the_phone_is_staffed_are_offered(
    now: datetime, expected: dict[str, datetime]
) -> None:
    found = dict(offered(HOURS, now))

    morning = found.pop(When.MORNING)
    assert found == expected
    assert morning == (local(30, 9) if now.day == 29 else local(2, 9, month=12)), "a day off"


def test_the_morning_begins_when_the_phone_does_and_is_none_where_it_never_does() -> None:
    saturday = offered(HOURS, local(4, 12, month=12))[When.MORNING]

    assert saturday == local(5, 10, month=12)
    assert When.MORNING not in offered(Hours(ZONE, ((),) * 7), MONDAY)


def test_the_hours_of_today_that_are_left_can_be_promised_as_they_are_sent() -> None:
    found = hours_today(HOURS, local(30, 16, 20))

    assert [moment for moment, _ in found] == [local(30, hour) for hour in (17, 18, 19)]
    for moment, sent in found:
        assert agreed_time({"call_back": sent}, HOURS, local(30, 16, 20)) == moment
    assert hours_today(HOURS, local(30, 19, 30)) == []


def test_nobody_is_rung_at_night_where_the_phone_is_always_staffed() -> None:
    assert offered(ALWAYS, local(30, 22))[When.MORNING] == local(1, 9, month=12)


@pytest.mark.parametrize(
    "typed",
    ["2026-12-02T14:30", "2.12.2026 klo 14.30", "2.12.2026 14:30", " 02.12.2026 kl. 14.30 "],
)
def test_a_day_and_a_time_are_those_of_the_networks_own_clock(typed: str) -> None:
    assert agreed_time(choice(typed), HOURS, MONDAY) == local(2, 14, 30, month=12)


@pytest.mark.parametrize(
    ("fields", "field", "code"),
    [
        ({}, "call_back", "missing"),
        ({"call_back": "nonsense"}, "call_back", "missing"),
        (choice(""), "call_back_at", "missing"),
        (choice("huomenna"), "call_back_at", "unreadable"),
        (choice("31.2.2026 klo 9.00"), "call_back_at", "unreadable"),
        (choice("30.11.2026 klo 10.00"), "call_back_at", "past"),
        (choice("30.12.2026 klo 10.00"), "call_back_at", "far"),
        (choice("2.12.2026 klo 23.30"), "call_back_at", "closed"),
        (choice("1.12.2026 klo 12.00"), "call_back_at", "closed"),
        (choice("9999999999.1.1 1.1"), "call_back_at", "unreadable"),
    ],
)
def test_what_nobody_could_keep_is_refused_with_its_reason(
    fields: dict[str, str], field: str, code: str
) -> None:
    assert agreed_time(fields, HOURS, MONDAY) == Problem(field, code)


def test_an_hour_that_the_clock_skips_is_no_time() -> None:
    before = datetime(2026, 3, 20, 12, tzinfo=ZONE)

    assert agreed_time(choice("2026-03-29T03:30"), ALWAYS, before) == Problem(
        "call_back_at", "unreadable"
    )


def test_what_was_offered_a_moment_ago_and_fits_no_more_is_refused() -> None:
    evening = local(30, 19, 30)

    for chosen in ("hour", "2026-11-30T19:00"):
        assert agreed_time({"call_back": chosen}, HOURS, evening) == Problem("call_back", "closed")


def test_who_did_not_answer_is_rung_in_an_hour_or_the_next_morning() -> None:
    assert next_try(HOURS, MONDAY) == local(30, 11, 20)
    assert next_try(HOURS, local(30, 19, 30)) == local(2, 9, month=12)
    assert next_try(Hours(ZONE, ((),) * 7), MONDAY) == MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"phone": "040 123 4567"}, None),
        ({"asker_phone": "050 111 2233"}, None),
        ({}, Problem("phone", "missing")),
        ({"phone": "salattu"}, Problem("phone", "invalid")),
        ({"phone": "040 123 4567, 050 111 2233"}, Problem("phone", "invalid")),
        ({"phone": "0600 12345"}, Problem("phone", "service")),
        ({"phone": "+46 70 123 45 67"}, Problem("phone", "abroad")),
        ({"phone": "+46 70 123 45 67", "phone_abroad": "+46701234567"}, None),
    ],
)
def test_nobody_is_promised_a_call_to_what_cannot_be_rung(
    fields: dict[str, str], expected: Problem | None
) -> None:
    assert unusable_number(fields) == expected


def owed(due_at: datetime, ringing: Ringing | None = None) -> CallBack:
    return CallBack(CallBackId(uuid4()), due_at, Language.FINNISH, ACTIVATION, ringing=ringing)


@pytest.mark.parametrize(
    ("passed", "due", "late"),
    [
        (timedelta(seconds=-1), False, False),
        (timedelta(0), True, False),
        (LATE, True, False),
        (LATE + timedelta(seconds=1), True, True),
    ],
)
def test_a_line_says_that_it_is_due_and_when_it_is_late(
    passed: timedelta, due: bool, late: bool
) -> None:
    line = line_of(owed(MONDAY), MONDAY + passed)

    assert (line.is_due, line.is_late) == (due, late)


@pytest.mark.parametrize(
    ("passed", "is_over", "held"),
    [
        (timedelta(0), False, True),
        (IDLE - timedelta(seconds=1), False, True),
        (IDLE, False, False),
        (timedelta(0), True, False),
    ],
)
def test_who_took_one_has_it_while_they_press_and_their_call_goes_on(
    passed: timedelta, is_over: bool, held: bool
) -> None:
    ringing = Ringing(uuid4(), "Kaisa", datetime(2026, 11, 30, tzinfo=UTC), is_over)

    found = still_rung(ringing, ringing.pressed_at + passed)

    assert (found is ringing) == held
