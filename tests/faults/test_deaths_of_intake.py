"""Whoever is called, promised, corrected or searched for again while parts are killed is not lost.

Intake is killed between its store and the relay, the broker's connections are cut, and the loops
that call a second time are killed while they send. Nobody is called twice for it.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta

import httpx
import pytest

from deploy.local.services import SERVICES
from shared.clock import shift
from shared.postgres.pool import connected
from tests.support.messaging import until
from tests.support.patience import PATIENCE
from tests.support.town import Town, ask, running_town, signed_in
from tests.support.town_ledger import verdict
from tests.support.town_story import (
    ask_in_danger,
    helped,
    press,
    say_not_helped,
    say_something_was_wrong,
)
from tests.support.verifying.small_town import superuser

pytestmark = pytest.mark.timeout(600)
KAISA = "kaisa.vuorossa@example.org"
LEAD, DEPUTY = "turvallisuus@demo.invalid", "turvallisuus.vara@demo.invalid"
OTHER = "95700"
"""Where nobody helps."""
_CALLS = "SELECT count(told_at) + count(told_again_at) FROM attentions"
"""At most one letter each: of what is raised half a minute later another letter tells."""
_LETTERS = 'SELECT count(*) FROM outbox WHERE body LIKE \'%"template":"{}"%\''


@pytest.fixture(scope="module")
def own_town() -> Iterator[Town]:
    with running_town(patience=120) as town:
        yield town


@pytest.fixture(scope="module")
def ahead() -> list[timedelta]:
    """Remember how far the town's clock is before the world's."""
    return [timedelta()]


async def pass_time(town: Town, ahead: list[timedelta], time: timedelta) -> None:
    """Set every database's clock on; a service takes it over with its next connection."""
    ahead[0] += time
    for service in SERVICES:
        async with connected(superuser(town, service)) as owner:
            await shift(owner, ahead[0])


async def go_on_duty(town: Town) -> None:
    async with await signed_in(town, "demo-koordinaattori") as kaisa:
        page = await kaisa.open("/fi/oma-tili/vuoro")
        page = await kaisa.submit(page.form("/osoite"), email=KAISA)
        page = await kaisa.submit(page.form("/vuoro"), duty="on")
        assert page.status == httpx.codes.OK, page.text


async def mails_to(town: Town, who: str) -> list[str]:
    async with httpx.AsyncClient(base_url=town.origin, timeout=PATIENCE) as client:
        found = (await client.get("/_posti.json", params={"to": who})).json()["mails"]
    return [mail["subject"] for mail in found]


async def letters(town: Town, template: str) -> int:
    """Count those that wait: of what was handed over no body is left."""
    (count,) = await town.rows("intake", _LETTERS.format(template))
    assert isinstance(count, int)
    return count


@asynccontextmanager
async def without_broker(town: Town) -> AsyncIterator[None]:
    """Kill the broker; intake is killed with what it stored meanwhile, and both come back."""
    broker = town.stack.keeper("rabbit")
    await asyncio.to_thread(broker.hold, kill=True)
    try:
        yield
        await asyncio.to_thread(town.kill, "intake")
    finally:
        await asyncio.to_thread(broker.release)


async def holds(town: Town) -> None:
    judged = await verdict(town)
    assert judged.holds, judged
    assert (judged.lost, judged.unexpected, judged.duplicated, judged.wrong) == (0, 0, 0, 0)


async def test_what_intake_stored_before_it_died_arrives_once(own_town: Town) -> None:
    await go_on_duty(own_town)
    done = await helped(own_town)
    waits = (await ask(own_town, postal_code=OTHER)).json()["status_url"]
    await holds(own_town)

    async with without_broker(own_town):
        await say_not_helped(own_town, done)
        await press(own_town, f"{waits}/korjaa", category="pharmacy")
        await say_something_was_wrong(own_town)
        await ask_in_danger(own_town)
        await until(lambda: _is(own_town, "person_needed", 1))

    await holds(own_town)
    stood = "SELECT state || ' ' || category FROM needs WHERE postal_code = $1"
    assert await own_town.rows("matching", stood, OTHER) == ["unmatched pharmacy"]
    reopened = "SELECT count(*) FROM outbox WHERE type = 'request.reopened'"
    assert await own_town.rows("intake", reopened) == [1]
    live = "SELECT count(*) FROM needs WHERE state IN ('open', 'proposed', 'unmatched')"
    assert await own_town.rows("matching", live) == [2]
    assert len(await mails_to(own_town, KAISA)) in {1, 2}
    assert len(await mails_to(own_town, LEAD)) == 1


async def test_who_calls_again_may_die_while_it_sends(
    own_town: Town, ahead: list[timedelta]
) -> None:
    """Ten minutes later those on duty are called again, four hours later the deputy is told."""
    await pass_time(own_town, ahead, timedelta(minutes=11))
    await die_thrice(own_town)
    await until(lambda: _has(own_town, KAISA, 2))
    await pass_time(own_town, ahead, timedelta(hours=4))
    await die_thrice(own_town)
    await until(lambda: _has(own_town, DEPUTY, 1), 90)

    await holds(own_town)
    assert [len(await mails_to(own_town, who)) for who in (LEAD, DEPUTY)] == [1, 1]
    (noted,) = await own_town.rows("intake", _CALLS)
    assert isinstance(noted, int)
    assert 2 <= len(await mails_to(own_town, KAISA)) <= noted


async def die_thrice(town: Town) -> None:
    """Kill intake as it begins its rounds, again and again."""
    for _ in range(3):
        await asyncio.to_thread(town.kill, "intake")
        await asyncio.sleep(0.5)


async def _has(town: Town, who: str, mails: int) -> bool:
    return len(await mails_to(town, who)) >= mails


async def _is(town: Town, template: str, expected: int) -> bool:
    return await letters(town, template) >= expected
