"""`verify` on real records: sound ones pass, and each kind of damage is named."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from uuid import uuid4

import asyncpg
import pytest

from deploy.verifying.comparison import AWAY, verify
from deploy.verifying.rules import Verdict
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.parked import Decision, ParkedQueue
from tests.support.fresh_databases import MakeDatabase
from tests.support.messaging import depth, put
from tests.support.reporting.building import activity, created, helped, mailed, match_story, named
from tests.support.verifying.history import History, Queues, declared, open_history, own_queues


@pytest.fixture(scope="module")
def queues(rabbit_url: str) -> Iterator[Queues]:
    with declared(rabbit_url, own_queues()) as queues:
        yield queues


@pytest.fixture
async def history(
    database: MakeDatabase, rabbit_url: str, queues: Queues
) -> AsyncIterator[History]:
    async with open_history(database, rabbit_url, queues) as history:
        await history.tell(*helped("one"), *helped("two"), created("three"))
        for name in ("one", "two"):
            await history.store_request(name)
        await history.store_request("three", closure=None)
        await history.pass_a_minute()
        yield history


async def park(history: History, service: str, event: Envelope[Event]) -> None:
    (queue,) = history.places.queues[service]
    parked = replace(queue, stream="all.parked")
    await put(history.places.rabbit_url, parked, b"{}", message_id=str(event.id))


def broken(verdict: Verdict) -> list[str]:
    return [check.rule for check in verdict.checks if check.broken]


def detail(verdict: Verdict, rule: str) -> str:
    (check,) = (check for check in verdict.checks if check.rule == rule)
    return check.detail


async def test_sound_records_hold(history: History) -> None:
    verdict = await verify(history.places)

    assert broken(verdict) == []
    assert (verdict.lost, verdict.unexpected, verdict.duplicated, verdict.wrong) == (0, 0, 0, 0)
    assert verdict.holds
    hops = {(hop.publisher, hop.consumer, hop.type): hop.handled for hop in verdict.hops}
    assert hops["intake", "matching", "request.created"] == 3
    assert hops["matching", "reporting", "hours.logged"] == 2


async def test_an_event_that_never_came_is_lost(history: History) -> None:
    await history.forget("matching", created("one"))

    verdict = await verify(history.places)

    assert (verdict.lost, verdict.unexpected, verdict.duplicated) == (1, 0, 0)
    assert not verdict.holds


async def test_an_event_that_nobody_said_is_unexpected(history: History) -> None:
    await history.hear("matching", created("stranger"))

    verdict = await verify(history.places)

    assert (verdict.lost, verdict.unexpected, verdict.duplicated) == (0, 1, 0)


async def test_a_parked_event_is_not_lost_and_stays_parked(history: History) -> None:
    await history.forget("matching", created("one"))
    await park(history, "matching", created("one"))

    verdicts = [await verify(history.places) for _ in range(3)]

    assert all(verdict.holds for verdict in verdicts)
    (queue,) = history.places.queues["matching"]
    assert await depth(history.places.rabbit_url, queue.parked) == 1


async def test_a_discarded_event_is_not_lost(history: History) -> None:
    await history.forget("matching", created("one"))
    await park(history, "matching", created("one"))
    (queue,) = history.places.queues["matching"]

    async with (
        ParkedQueue(history.places.rabbit_url, queue) as parked,
        history.pools["matching"].acquire() as connection,
    ):
        await parked.decide(Decision("discarded", "test", "poison"), connection)
    verdict = await verify(history.places)

    assert verdict.holds
    assert sum(hop.discarded for hop in verdict.hops) == 1


async def test_parked_messages_of_strangers_are_said_but_break_nothing(history: History) -> None:
    await park(history, "matching", created("stranger"))
    (queue,) = history.places.queues["notify"]
    await put(history.places.rabbit_url, replace(queue, stream="all.parked"), b"?", message_id="?")

    verdict = await verify(history.places)

    assert verdict.foreign == 2
    assert verdict.holds


async def test_what_waits_is_named_and_waited_for(history: History) -> None:
    await history.say(created("four"), sent=False)
    (queue,) = history.places.queues["matching"]
    await put(history.places.rabbit_url, queue, b"{}")

    verdict = await verify(history.places)

    assert verdict.waiting == {"intake outbox": 1, queue.name: 1}
    assert not verdict.holds


async def test_what_comes_to_rest_in_time_holds(history: History) -> None:
    late = created("four")
    await history.say(late)
    await history.store_request("four", closure=None)

    async with asyncio.TaskGroup() as group:
        judging = group.create_task(verify(history.places, wait_seconds=30))
        await asyncio.sleep(0.2)
        for service in ("matching", "notify", "reporting"):
            await history.hear(service, late)

    assert judging.result().holds


async def test_a_gap_in_the_versions_is_found(history: History) -> None:
    _, _, matched, *_ = helped("one")
    await history.pools["matching"].execute("DELETE FROM outbox WHERE event_id = $1", matched.id)

    verdict = await verify(history.places)

    assert "versions of a subject are 1, 2, 3…" in broken(verdict)


async def test_a_letter_that_nobody_asked_for_is_found(history: History) -> None:
    await history.tell(mailed("one"))
    await history.pass_a_minute()
    half = await verify(history.places)
    asked = mailed("one").model_copy(
        update={
            "type": "notification.requested",
            "subjectversion": 1,
            "source": "porukalla/matching",
        }
    )
    await history.tell(asked)
    whole = await verify(history.places)

    assert broken(half) == ["a letter that was asked for and its delivery"]
    assert whole.holds, whole


async def test_a_request_that_reporting_does_not_count_is_found(history: History) -> None:
    await history.pools["reporting"].execute(
        "DELETE FROM requests WHERE request_id = $1", named("three")
    )

    verdict = await verify(history.places)

    assert broken(verdict) == [
        "requests received",
        "a request and its figures",
        "requests are as the log says",
    ]
    assert f"({named('three')}): not in reporting" in detail(verdict, "a request and its figures")


async def test_a_request_stored_but_never_announced_is_found(history: History) -> None:
    await history.store_request("silent", closure=None)
    await history.pass_a_minute()

    verdict = await verify(history.places)

    assert broken(verdict) == [
        "requests received",
        "a request and its need",
        "a request and its figures",
        "a request is announced, and what was announced is kept",
    ]


async def test_what_was_stored_a_moment_ago_is_on_its_way(history: History) -> None:
    await history.store_request("silent", closure=None)

    verdict = await verify(history.places)

    assert verdict.waiting == {"differences on their way": 2}
    assert not verdict.holds


async def test_two_helpers_for_one_need_are_found_in_all_accounts(history: History) -> None:
    first = match_story("three")[:2]
    second = [
        event.model_copy(
            update={
                "id": uuid4(),
                "subject": f"match/{named('other')}",
                "data": event.data.model_copy(update={"match_id": named("other")}),
            }
        )
        for event in first
    ]
    owner = await asyncpg.connect(history.owners["matching"])
    await owner.execute("DROP INDEX matches_helping; DROP INDEX matches_open")
    await owner.close()
    owner = await asyncpg.connect(history.owners["intake"])
    await owner.execute("DROP INDEX assignments_open")
    await owner.close()
    await history.tell(*first, *second)

    verdict = await verify(history.places)

    assert verdict.duplicated == 3
    assert broken(verdict) == [
        "one live assignment a request",
        "one live assignment a request (announced)",
    ]


async def test_two_activities_of_one_assignment_are_found(history: History) -> None:
    await history.tell(activity("again", assignment="one"))
    await history.pass_a_minute()

    verdict = await verify(history.places)

    assert verdict.duplicated == 1
    assert broken(verdict) == ["one activity an assignment"]


@pytest.mark.parametrize("service", ["intake", "reporting"])
async def test_a_database_that_is_away_is_said(history: History, service: str) -> None:
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    places = replace(history.places, dsns={**history.places.dsns, service: nowhere})

    with pytest.raises(AWAY):
        await verify(places)


async def test_a_broker_that_is_away_is_said(history: History) -> None:
    with pytest.raises(AWAY):
        await verify(replace(history.places, rabbit_url="amqp://guest:guest@127.0.0.1:1/"))


async def test_a_request_that_stands_otherwise_at_matching_is_found(history: History) -> None:
    await history.pools["matching"].execute(
        "UPDATE needs SET state = 'closed' WHERE request_id = $1", named("three")
    )

    verdict = await verify(history.places)

    assert broken(verdict) == ["a request and its need"]
    assert verdict.wrong == 1
    said = detail(verdict, "a request and its need")
    assert said.endswith(f"({named('three')}): state: intake open, matching closed")
    assert said.startswith("K7-")
