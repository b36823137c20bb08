"""Everybody who looks is told by one look, at once when something came, and never too often."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import timedelta

import pytest

from services.reporting.picture.model import Live
from services.reporting.picture.use_cases.follow import FollowPicture, Told
from tests.support.patience import PATIENCE
from tests.support.reporting.building import START, created
from tests.support.reporting.fakes import FakeStore
from tests.support.reporting.page import PageWorld
from tests.support.reporting.picture.fakes import FakePictures
from tests.support.reporting.picture.store_contract import Gallery, PictureContract
from tests.support.reporting.stories import record


class TestFakePicture(PictureContract):
    @pytest.fixture
    def gallery(self) -> Gallery:
        store = FakeStore()
        return Gallery(store, FakePictures(store))


@pytest.fixture
def world() -> PageWorld:
    return PageWorld()


async def heard(told: AsyncGenerator[Told, None], seconds: float = PATIENCE) -> Told:
    async with asyncio.timeout(seconds):
        return await anext(told)


def asked(told: Told) -> int:
    return sum(hour.asked for hour in told.live.hours)


async def test_many_who_look_are_told_by_one_look(
    world: PageWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []

    async def counting(at: object) -> Live:
        looks.append(at)
        return await FakePictures(world.store).live(world.now)

    monkeypatch.setattr(type(world.look), "look", counting)
    followers = [world.follow.follow() for _ in range(50)]
    first = [await heard(each) for each in followers]
    waiting = [asyncio.create_task(heard(each)) for each in followers]
    await asyncio.sleep(0)
    await record(world.store, created("one"))
    world.now += timedelta(seconds=2)
    await world.follow.tell()
    news = await asyncio.gather(*waiting)
    for each in followers:
        await each.aclose()

    assert {id(each) for each in first} == {id(first[0])}
    assert {asked(each) for each in news} == {1}
    assert len(looks) == 2
    assert world.follow.followers == 0


async def test_nothing_is_looked_at_while_nobody_looks_or_nothing_came(world: PageWorld) -> None:
    assert await world.follow.tell() == timedelta(seconds=30)

    async with aclosing(world.follow.follow()) as told:
        first = await heard(told)
        world.now += timedelta(seconds=5)
        assert await world.follow.tell() is None
        world.follow.ping_seconds = 0.01
        assert await heard(told) is first


async def test_waits_grow_though_nothing_comes(world: PageWorld) -> None:
    await record(world.store, created("one"))
    async with aclosing(world.follow.follow()) as told:
        first = await heard(told)
        world.now += timedelta(minutes=130)
        await world.follow.tell()
        later = await heard(told)

    assert first.live.waits[0].age < later.live.waits[0].age


async def test_what_comes_often_is_told_once_a_second(world: PageWorld) -> None:
    async with aclosing(world.follow.follow()) as told:
        await heard(told)
        await record(world.store, created("one"))
        world.now += timedelta(seconds=0.25)

        assert await world.follow.tell() == timedelta(seconds=0.75)


async def test_a_clock_that_goes_back_stops_nothing(world: PageWorld) -> None:
    async with aclosing(world.follow.follow()) as told:
        await heard(told)
        world.now = START - timedelta(hours=5)

        assert await world.follow.tell() == timedelta(seconds=1)


async def test_what_was_stored_wakes_only_those_who_look(world: PageWorld) -> None:
    follow: FollowPicture = world.follow
    loop = asyncio.create_task(follow.loop().run())
    try:
        async with aclosing(follow.follow()) as told:
            await heard(told)
            await record(world.store, created("one"))
            world.now += timedelta(seconds=2)
            follow.hint()
            assert asked(await heard(told)) == 1
    finally:
        loop.cancel()
