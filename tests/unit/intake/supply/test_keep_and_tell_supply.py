"""What whoever calls can expect: the newest report counts, and nothing is claimed without one."""

from datetime import timedelta

import pytest

from services.intake.supply.model import Expected, Supply
from services.intake.supply.rules import FRESH
from services.intake.supply.use_cases import KeepSupply, TellSupply
from shared.contracts.words import Language
from tests.support.intake.building import NOW
from tests.support.intake.calls.building import PHONED
from tests.support.intake.fakes import FakeStore
from tests.support.intake.requests.building import promises
from tests.support.intake.submissions.building import municipality_of
from tests.support.intake.supply.building import SOME, supply_reported


class Scene:
    """One town, and what is told of it on the phone."""

    def __init__(self) -> None:
        self.store = FakeStore()
        self.keep, self.tell = KeepSupply(self.store), TellSupply(municipality_of, promises())

    async def hear(self, *numbers: int) -> None:
        for number in numbers:
            await self.keep.react_to_supply_reported(supply_reported(number, number * 5))

    async def expected(self, **bent: str) -> Expected | None:
        async with self.store.begin() as work:
            return await self.tell.expected(work, PHONED | bent, Language.SWEDISH)


async def test_a_redelivered_report_changes_nothing() -> None:
    scene, event = Scene(), supply_reported()
    await scene.keep.react_to_supply_reported(event)
    scene.store.state.supply.clear()

    await scene.keep.react_to_supply_reported(event)

    assert scene.store.state.supply == {}


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 3)])
async def test_the_newest_report_counts_in_any_order(order: tuple[int, ...]) -> None:
    scene = Scene()

    await scene.hear(*order)

    assert (await _supply(scene)) == Supply(15, 180)


async def test_place_help_and_by_when_they_hear_are_told() -> None:
    scene = Scene()
    await scene.hear(2)

    found = await scene.expected()

    assert found is not None
    assert (found.place, found.supply) == ("S:t Michel", SOME)
    assert found.heard_by is not None
    assert found.heard_by > NOW


async def test_what_nobody_said_lately_is_not_claimed() -> None:
    scene = Scene()
    assert await _supply(scene) is None

    await scene.hear(1)
    scene.store.state.now += FRESH
    assert await _supply(scene) is not None
    scene.store.state.now += timedelta(minutes=1)
    assert await _supply(scene) is None


async def test_of_several_needs_of_one_helper_nothing_is_claimed() -> None:
    scene = Scene()
    await scene.hear(1)

    assert await _supply(scene, also="transport") is None
    assert await _supply(scene, also="groceries") is not None


@pytest.mark.parametrize("bent", [{"postal_code": ""}, {"postal_code": "00000"}, {"category": ""}])
async def test_before_there_are_need_and_place_nothing_is_told(bent: dict[str, str]) -> None:
    assert await Scene().expected(**bent) is None


async def test_before_the_urgency_is_known_no_time_is_promised() -> None:
    found = await Scene().expected(urgency="")

    assert found is not None
    assert found.heard_by is None


async def test_the_promise_is_the_one_that_the_request_would_get() -> None:
    scene = Scene()
    by_phone = await scene.expected(email="aino@example.org", may_write="")
    by_letter = await scene.expected(email="aino@example.org", may_write="yes")

    assert by_phone is not None
    assert by_letter is not None
    assert by_letter.heard_by is not None
    assert by_phone.heard_by is not None
    assert by_letter.heard_by <= by_phone.heard_by


async def _supply(scene: Scene, **bent: str) -> Supply | None:
    found = await scene.expected(**bent)
    assert found is not None
    return found.supply
