"""What matching does by itself goes on when something breaks, and health says what."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from typing_extensions import override

from services.matching.app import Hint
from services.matching.queues import REQUESTS
from shared.loops import MORE, Loop, probes_of, supervised
from shared.telemetry.health import Readiness
from tests.support.loops import NEVER, OFTEN
from tests.support.matching.building import RequestStory
from tests.support.matching.fakes import FakeStore, FakeWork
from tests.support.matching.page import PageWorld
from tests.support.messaging import until


class TamperedError(Exception):
    """Somebody's data cannot be unsealed."""


class SpoiltStore(FakeStore):
    """A store that breaks until it is mended; what only lists what is due does not notice."""

    spoilt: bool = True

    @override
    @asynccontextmanager
    async def begin(self) -> AsyncIterator[FakeWork]:
        if self.spoilt:
            raise TamperedError
        async with super().begin() as work:
            yield work


async def test_a_matchmaker_that_cannot_choose_is_shown_and_tries_again() -> None:
    store = SpoiltStore()
    loops = [replace(loop, pauses=OFTEN) for loop in PageWorld(store).wired.loops]
    readiness = Readiness(probes_of(loops))

    async def is_now(*ill: str) -> bool:
        checks = (await readiness.report()).checks
        return {name for name, found in checks.items() if found.status != "ok"} == set(ill)

    async with supervised(loops):
        await until(lambda: is_now("matchmaker", "expired_letters", "addresses_to_rehash"))
        report = await readiness.report()
        store.spoilt = False
        await until(is_now)

    assert report.status == "degraded"
    assert report.checks["matchmaker"].detail["error"] == "TamperedError"


async def test_what_was_said_wakes_the_matchmaker() -> None:
    world, ended, relayed = PageWorld(), list[timedelta | None](), list[bool]()
    hint = Hint(lambda: relayed.append(True))
    choose = world.wired.loops[0].round

    async def noted() -> timedelta | None:
        ended.append(await choose())
        return ended[-1]

    await world.add_volunteer()
    hint.matchmaker = Loop("matchmaker", noted, NEVER)
    async with supervised([hint.matchmaker]):
        await until(lambda: ended == [None])
        await world.wired.batches[REQUESTS]([RequestStory().created()])
        hint()
        await until(lambda: ended == [None, MORE, None])

    assert relayed == [True]
    assert "proposal" in world.mails()
