"""Who may be asked: one example for each reason to refuse."""

from dataclasses import replace
from typing import Any

import pytest

from services.matching.engine.model import Reason, Vetting
from services.matching.engine.rules.eligibility import MOMENTARY, UNFIT, why_not
from services.matching.engine.rules.week_limits import recent_asks
from shared.contracts.words import Category, Language, Urgency
from tests.support.matching.engine.building import MINUTE, helper, north, wish
from tests.support.matching.volunteers.building import JUVA, MIKKELI

DAY = 1440


def test_a_willing_neighbour_may_be_asked() -> None:
    assert why_not(helper(), wish()) is None


@pytest.mark.parametrize(
    ("reason", "bent_helper", "bent_wish"),
    [
        (Reason.CATEGORY, {"categories": frozenset({Category.PHARMACY})}, {}),
        (Reason.CATEGORY, {}, {"also": frozenset({Category.PHARMACY})}),
        (Reason.REMOTE, {"remote": False}, {"partly_remote": True}),
        (Reason.IN_PERSON, {"in_person": False}, {"partly_remote": True}),
        (Reason.LANGUAGE, {"languages": frozenset({Language.SWEDISH})}, {}),
        (Reason.VETTING, {"vetting": Vetting.INTERVIEWED}, {"vetting": Vetting.CHECKED}),
        (Reason.IN_PERSON, {"in_person": False}, {}),
        (Reason.REMOTE, {"remote": False}, {"remote": True}),
        (Reason.OFF_DUTY, {"on_duty": False}, {}),
        (Reason.QUIET_HOURS, {}, {"is_quiet": True}),
        (
            Reason.QUIET_HOURS,
            {"at_night": True},
            {"is_quiet": True, "urgency": Urgency.WITHIN_2_DAYS},
        ),
        (Reason.TIME, {"hours": 0b01}, {"hours": 0b10}),
        (Reason.AREA, {"areas": frozenset({JUVA})}, {}),
        (Reason.AREA, {"radius_km": 10, "place": north(12)}, {}),
        (Reason.BLOCKED, {}, {"blocked": frozenset({1})}),
        (Reason.ASKED_BEFORE, {}, {"asked": frozenset({1})}),
        (Reason.AT_WEEKLY_CAP, {"load": 2}, {}),
        (Reason.ASKED_ENOUGH, {"rested_at": MINUTE + 2 * DAY + 1}, {}),
    ],
)
def test_each_rule_refuses_by_its_name(
    reason: Reason, bent_helper: dict[str, Any], bent_wish: dict[str, Any]
) -> None:
    assert why_not(helper(**bent_helper), wish(**bent_wish)) is reason


@pytest.mark.parametrize(
    ("bent_helper", "bent_wish"),
    [
        (
            {"categories": frozenset({Category.GROCERIES, Category.PHARMACY})},
            {"also": frozenset({Category.PHARMACY})},
        ),
        ({"vetting": Vetting.CHECKED}, {"vetting": Vetting.INTERVIEWED}),
        ({"in_person": False}, {"remote": True}),
        ({"at_night": True}, {"is_quiet": True}),
        ({"hours": 0b11}, {"hours": 0b10}),
        ({"radius_km": 10, "place": north(9), "areas": frozenset({JUVA})}, {}),
        ({"radius_km": 10, "place": None}, {}),
        ({"radius_km": 10}, {"place": None}),
        ({"load": 1}, {"asked": frozenset({2})}),
        ({"rested_at": MINUTE + 2 * DAY}, {}),
    ],
)
def test_whoever_has_what_is_demanded_may_be_asked(
    bent_helper: dict[str, Any], bent_wish: dict[str, Any]
) -> None:
    assert why_not(helper(**bent_helper), wish(**bent_wish)) is None


def test_every_reason_either_passes_or_does_not_fit_or_is_about_the_two() -> None:
    assert set(Reason) == MOMENTARY | UNFIT | {Reason.BLOCKED, Reason.ASKED_BEFORE}


def test_asks_are_forgotten_one_a_day_and_never_owed() -> None:
    asked_twice = helper(rested_at=MINUTE + 2 * DAY)

    later = [recent_asks(asked_twice, wish(minute=MINUTE + days * DAY)) for days in (0, 0.5, 1, 3)]

    assert later == [2.0, 1.5, 1.0, 0.0]


def test_a_clock_that_jumps_back_only_makes_people_wait() -> None:
    rested = helper(rested_at=MINUTE)

    before = why_not(rested, wish(minute=MINUTE - 30 * DAY))

    assert before is Reason.ASKED_ENOUGH
    assert why_not(replace(rested), wish()) is None


def test_whoever_is_off_duty_but_would_not_fit_does_not_fit() -> None:
    away = helper(on_duty=False, areas=frozenset({JUVA}))

    assert why_not(away, wish()) is Reason.AREA
    assert why_not(replace(away, areas=frozenset({MIKKELI})), wish()) is Reason.OFF_DUTY


def test_the_area_is_told_before_the_week_and_the_kind_before_the_area() -> None:
    nowhere = helper(areas=frozenset({JUVA}), load=2)

    assert why_not(nowhere, wish(municipality=MIKKELI)) is Reason.AREA
    assert why_not(nowhere, wish(category=Category.TRANSPORT)) is Reason.CATEGORY


@pytest.mark.parametrize("passing", [{"on_duty": False}, {"load": 2}])
def test_what_never_passes_is_told_before_what_passes(passing: dict[str, Any]) -> None:
    assert why_not(helper(**passing), wish(asked=frozenset({1}))) is Reason.ASKED_BEFORE
