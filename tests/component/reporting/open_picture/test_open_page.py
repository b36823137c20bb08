"""The open picture over a fake store: closed once, and there only where it is switched on."""

from datetime import timedelta

import pytest

from services.reporting.open_picture.model import PictureTerms
from services.reporting.open_picture.use_cases import KeepOpenPicture
from tests.support.reporting.building import START, created, helped
from tests.support.reporting.page import PageWorld
from tests.support.reporting.stories import record

PATH = "tilannekuva/avoin"


async def opened(world: PageWorld, language: str = "fi") -> tuple[int, str]:
    async with world.browser(None) as client:
        answer = await client.get(f"/{language}/{PATH}")
    return answer.status_code, answer.text


async def closed(world: PageWorld) -> None:
    keep = KeepOpenPicture(world.closed_days, world.picture_terms, lambda: world.now)
    await keep.close_days()


async def busy_world() -> PageWorld:
    """Give a world in which seven asked and were helped on the day of the stories."""
    world = PageWorld()
    await record(world.store, *(each for at in range(7) for each in helped(f"request {at}")))
    world.now = START + timedelta(days=1)
    await closed(world)
    return world


async def test_where_it_is_switched_off_there_is_no_such_page_and_nothing_is_closed() -> None:
    world = PageWorld(picture_terms=PictureTerms(shown=False, closes_at_hour=4, k=5))
    await closed(world)

    status, _ = await opened(world)

    assert status == 404
    assert world.closed_days.days == {}


async def test_everybody_sees_days_that_are_closed(language: str) -> None:
    status, page = await opened(await busy_world(), language)

    assert status == 200
    assert '--numeric">7</td>' in page


async def test_what_comes_later_changes_a_closed_day_no_more() -> None:
    world = await busy_world()
    before = await opened(world)
    await record(world.store, created("late"))
    await closed(world)

    assert await opened(world) == before


async def test_before_the_first_day_is_closed_it_says_so() -> None:
    _, page = await opened(PageWorld())

    assert "Yhtään päivää ei ole vielä suljettu" in page


@pytest.mark.parametrize("need", ["Ruokakaupassa", "etsitään auttajaa"])
async def test_nothing_by_need_and_nothing_of_who_waits_is_told(need: str) -> None:
    _, page = await opened(await busy_world())

    assert need not in page
