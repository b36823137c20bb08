"""Which projects there may be: their periods are fixed, in order and apart."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.figures.model.report import Period
from services.reporting.projects.model import Project, Projects
from services.reporting.projects.rules.project import Known, faults, readable
from shared.contracts.words import StaffRole
from tests.support.reporting.projects.building import AUTUMN, SPRING, project

FIRST, YEAR = SPRING.first, 365
KNOWN = Known({"491"}, {"requests"})
KAISA, OTHER = UUID(int=1), UUID(int=2)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def reasons(changed: Project) -> list[str]:
    return [fault.reason for fault in faults(changed, KNOWN)]


periods = st.lists(
    st.tuples(st.integers(-20, YEAR + 20), st.integers(-20, YEAR + 20)), min_size=1, max_size=5
)


@given(periods)
def test_periods_are_accepted_when_each_day_is_the_projects_and_in_one_of_them_only(
    drawn: list[tuple[int, int]],
) -> None:
    of_days = project(periods=tuple(Period(day(one), day(other)) for one, other in drawn))

    days = [number for first, last in drawn for number in range(first, last + 1)]
    are_right = (
        all(first <= last for first, last in drawn)
        and days == sorted(set(days))
        and set(days) <= set(range(YEAR))
    )
    assert (not reasons(of_days)) is are_right


@given(st.integers(0, YEAR - 1))
def test_a_day_of_the_project_is_paid_by_it_and_no_other_day(number: int) -> None:
    alone = Projects((project(),))

    assert alone.paying_on(day(number)) == [alone.all[0]]
    assert alone.paying_on(day(-1 - number)) == []
    assert alone.paying_on(day(YEAR + number)) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"last": day(-1)}, "the last day is before the first"),
        ({"keep_until": day(3)}, "it is kept at least as long as the project lasts"),
        ({"first": day(-1)}, "ESIMERKKI-1 pays from 2026-01-01 to 2026-12-31 only (funding.toml)"),
        ({"areas": ("491", "000")}, "no municipality has the code 000"),
        ({"targets": {"wishes": 5}}, "there is no indicator wishes"),
        ({"by_hand": ("dreams",)}, "there is no indicator dreams"),
        ({"periods": (SPRING, SPRING)}, "period 2 begins before period 1 has ended"),
        ({"periods": (AUTUMN, SPRING)}, "period 2 begins before period 1 has ended"),
    ],
)
def test_what_cannot_be_is_said(changed: dict[str, object], reason: str) -> None:
    assert reason in reasons(project(**changed))


def test_while_indicators_are_not_known_every_target_is_believed() -> None:
    assert list(faults(project(targets={"wishes": 5}), Known({"491"}))) == []


def test_a_funders_account_reads_of_its_own_projects_and_staff_of_all() -> None:
    hers, everyones = project(readers=frozenset({KAISA})), project(code="other")
    both = Projects((hers, everyones))

    assert readable(both, {StaffRole.FUNDER}, KAISA) == [hers, everyones]
    assert readable(both, {StaffRole.FUNDER}, OTHER) == [everyones]
    assert readable(both, {StaffRole.REPORTER}, OTHER) == (hers, everyones)


def test_a_period_is_found_by_its_first_day_only() -> None:
    assert project().period_of(AUTUMN.first) == AUTUMN
    assert project().period_of(day(1)) is None
