"""How much help there is in a town is said roughly, when it changed, and again after a while."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from services.matching.supply.adapters import read_towns
from services.matching.supply.model import Counted
from services.matching.supply.rules import rough, said_minutes, told_of
from services.matching.supply.use_cases import ReportSupply
from shared.chance import Chance
from shared.contracts.activation_words import ActivationState
from shared.contracts.matching import SupplyReported
from shared.contracts.words import VOLUNTEER_CATEGORIES, Category
from tests.support.activations import ASLEEP, EXERCISE, FakeCurrent, standing
from tests.support.matching.fake_ground import FakeGround
from tests.support.matching.volunteers.building import MIKKELI, offer

MINUTE = timedelta(minutes=1)


class Scene:
    """One town, and what is said of its help."""

    def __init__(self) -> None:
        self.ground = FakeGround()
        self.report = ReportSupply(self.ground.store, FakeCurrent(), Chance(uuid4, str))

    async def round(self) -> bool:
        """Let a minute pass, and count."""
        await self.ground.pass_time(MINUTE)
        return await self.report.report_town(MIKKELI)

    async def volunteers(self, number: int, weekly_cap: int = 2) -> None:
        for _ in range(number):
            await self.ground.add_volunteer(offer(weekly_cap=weekly_cap))

    def said(self) -> list[SupplyReported]:
        published = self.ground.store.state.published
        return [item.data for item in published if isinstance(item.data, SupplyReported)]

    def groceries(self) -> int | None:
        """Give how many helpers were said last."""
        (found,) = [one for one in self.said()[-1].needs if one.category is Category.GROCERIES]
        return found.helpers


@pytest.mark.parametrize(
    ("exact", "said"),
    [(0, 0), (1, None), (4, None), (5, 5), (14, 10), (29, 25), (57, 50), (430, 400), (4711, 4700)],
)
def test_few_are_a_few_and_many_are_rounded_down(exact: int, said: int | None) -> None:
    assert rough(exact) == said


@pytest.mark.parametrize(
    ("usual", "said"),
    [(None, None), (1, 15), (15, 15), (16, 30), (150, 180), (1441, 2880), (10080, 10080)],
)
def test_a_usual_time_is_rounded_up_to_one_that_people_say(
    usual: int | None, said: int | None
) -> None:
    assert said_minutes(None if usual is None else timedelta(minutes=usual)) == said


def test_whoever_waits_longer_than_a_week_is_promised_nothing() -> None:
    assert said_minutes(timedelta(days=8)) is None


def test_every_kind_of_help_of_volunteers_is_told_of_and_no_other() -> None:
    told = told_of(Counted({"groceries": 12, "crisis_support": 9}))

    assert {each.category for each in told} == VOLUNTEER_CATEGORIES
    assert len(told) == len(VOLUNTEER_CATEGORIES)


async def test_it_is_said_once_and_again_when_it_changed() -> None:
    scene = Scene()
    await scene.volunteers(7)

    assert [await scene.round() for _ in range(3)] == [True, False, False]
    assert scene.groceries() == 5
    await scene.volunteers(3)
    assert await scene.round()
    assert scene.groceries() == 10

    published = scene.ground.store.state.published
    reports = [one for one in published if one.data in scene.said()]
    assert [one.version for one in reports] == [1, 2]
    assert len({one.subject for one in reports}) == 1


async def test_one_more_or_less_that_would_point_to_a_person_is_not_said() -> None:
    scene = Scene()
    await scene.volunteers(2)
    await scene.round()

    await scene.volunteers(1)

    assert not await scene.round()
    assert scene.groceries() is None


async def test_within_a_minute_it_is_counted_once() -> None:
    scene = Scene()
    await scene.round()
    await scene.volunteers(9)

    assert not await scene.report.report_town(MIKKELI)


async def test_what_did_not_change_is_said_again_after_half_an_hour() -> None:
    scene = Scene()
    await scene.round()
    await scene.ground.pass_time(timedelta(minutes=28))

    assert [await scene.round() for _ in range(3)] == [False, True, False]


async def test_another_activation_hears_it_anew() -> None:
    scene = Scene()
    await scene.round()
    scene.report = replace(scene.report, current=FakeCurrent(EXERCISE))

    assert await scene.round()
    assert scene.ground.store.state.published[-1].activation == EXERCISE


async def test_while_the_network_rests_nothing_is_said() -> None:
    scene = Scene()
    report = replace(scene.report, current=FakeCurrent(stands=ASLEEP))

    assert not await report.report_town(MIKKELI)
    assert scene.said() == []


async def test_while_the_network_is_prepared_it_is_said_already() -> None:
    scene = Scene()
    prepared = FakeCurrent(stands=standing(ActivationState.ALERTED))
    report = replace(scene.report, current=prepared)

    assert await report.report_town(MIKKELI)
    assert len(scene.said()) == 1


def test_the_towns_are_those_of_the_networks_file() -> None:
    assert read_towns().served == sorted({"491", "178", "213", "507", "588", "097", "623"})


def test_organisations_may_help_in_neighbouring_towns_too(tmp_path: Path) -> None:
    file = tmp_path / "town.toml"
    file.write_text(
        'municipality = "491"\nserves = ["491"]\nneighbours = ["740"]\n[elsewhere]\n',
        encoding="utf-8",
    )

    assert (read_towns(file).served, read_towns(file).of_partners) == (["491"], ["491", "740"])
