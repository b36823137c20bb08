"""History is proven once, leaves a sum, and goes; `verify` still knows what is lost."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from uuid_utils.compat import uuid7

from deploy.verifying.comparison import verify
from deploy.verifying.rules import Verdict
from deploy.verifying.watermark import prove
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from tests.support.fresh_databases import MakeDatabase
from tests.support.messaging import put
from tests.support.reporting.building import (
    activity,
    closed,
    completed,
    created,
    helped,
    match_story,
    named,
)
from tests.support.reporting.changes import example
from tests.support.verifying.era import AGE, Era
from tests.support.verifying.history import Queues, declared, open_history, own_queues

ADDS_UP = "what was proven adds up"
BELOW = "nothing is said or handled below the watermark"
GAPLESS = "versions of a subject are 1, 2, 3…"


@pytest.fixture(scope="module")
def queues(rabbit_url: str) -> Iterator[Queues]:
    with declared(rabbit_url, own_queues()) as queues:
        yield queues


@pytest.fixture
async def era(database: MakeDatabase, rabbit_url: str, queues: Queues) -> AsyncIterator[Era]:
    async with open_history(database, rabbit_url, queues) as history:
        era = Era(history)
        await era.tell(*helped("one"), *helped("two"), created("three"))
        for name in ("one", "two"):
            await history.store_request(name, request_id=era.of(named(name)))
        await history.store_request("three", None, era.of(named("three")))
        yield era


def figures(verdict: Verdict) -> tuple[int, int, int, int]:
    return verdict.lost, verdict.unexpected, verdict.duplicated, verdict.wrong


def broken(verdict: Verdict) -> list[str]:
    return [check.rule for check in verdict.checks if check.broken]


async def prove_and_forget(era: Era) -> None:
    await era.grow_old()
    assert (await prove(era.history.places, AGE)).holds
    await era.forget()


async def ask_again(era: Era, name: str) -> None:
    await era.tell(created(name))
    await era.history.store_request(name, None, era.of(named(name)))


async def test_what_was_proven_may_go_and_all_still_holds(era: Era) -> None:
    await prove_and_forget(era)

    verdict = await verify(era.history.places)

    assert await era.rows() == {"outbox": 0, "inbox": 0}
    assert (broken(verdict), figures(verdict)) == ([], (0, 0, 0, 0))
    assert verdict.holds


async def test_what_is_young_stays_and_is_compared_event_by_event(era: Era) -> None:
    await era.grow_old()
    await ask_again(era, "four")
    said = await era.history.pools["intake"].fetchval("SELECT count(*) FROM outbox")

    await prove(era.history.places, AGE)
    await era.forget()
    verdict = await verify(era.history.places)

    assert said > 1
    assert await era.history.pools["intake"].fetchval("SELECT count(*) FROM outbox") == 1
    assert {hop.type: hop.sent for hop in verdict.hops if hop.sent} == {"request.created": 1}
    assert verdict.holds


async def test_history_goes_part_by_part(era: Era) -> None:
    for name in ("four", "five"):
        await prove_and_forget(era)
        await era.grow_old(by=AGE * (2 if name == "four" else 4))
        await ask_again(era, name)
    await era.grow_old(by=AGE * 6)

    assert (await prove(era.history.places, AGE)).holds
    await era.forget()

    assert await era.rows() == {"outbox": 0, "inbox": 0}
    assert (await verify(era.history.places)).holds


async def test_a_loss_after_the_watermark_is_noticed(era: Era) -> None:
    await prove_and_forget(era)
    await ask_again(era, "four")
    await era.history.forget("matching", *era.lived(created("four")))

    verdict = await verify(era.history.places)

    assert figures(verdict) == (1, 0, 0, 0)


@pytest.mark.parametrize("service", ["intake", "matching", "notify", "reporting"])
async def test_a_sum_that_somebody_changed_is_noticed(era: Era, service: str) -> None:
    await prove_and_forget(era)
    await era.history.pools[service].execute(
        "UPDATE proven_sums SET ids = $1"
        " WHERE type = (SELECT min(type) FROM proven_sums WHERE events > 0)",
        uuid7(),
    )

    verdict = await verify(era.history.places)

    assert broken(verdict) == [ADDS_UP]


async def test_a_sum_that_somebody_removed_is_noticed(era: Era) -> None:
    await prove_and_forget(era)
    await era.history.pools["matching"].execute("DELETE FROM proven_sums")

    verdict = await verify(era.history.places)

    assert ADDS_UP in broken(verdict)


async def test_what_does_not_hold_is_not_proven_and_stays(era: Era) -> None:
    await era.history.forget("matching", *era.lived(created("one")))
    before = await era.rows()
    await era.grow_old()

    verdict = await prove(era.history.places, AGE)
    await era.forget()

    assert not verdict.holds
    assert await era.rows() == before


async def test_a_parked_message_holds_the_proof_back(era: Era) -> None:
    (event,) = era.lived(created("one"))
    await era.history.forget("matching", event)
    (queue,) = era.history.places.queues["matching"]
    parked = replace(queue, stream="all.parked")
    await put(era.history.places.rabbit_url, parked, b"{}", message_id=str(event.id))
    await era.grow_old()

    assert (await prove(era.history.places, AGE)).holds
    await era.forget()

    kept = "SELECT count(*) FROM outbox WHERE event_id = $1"
    assert await era.history.pools["intake"].fetchval(kept, event.id) == 1
    assert (await verify(era.history.places)).holds


async def test_a_prover_that_died_half_way_is_made_good_by_the_next(era: Era) -> None:
    await era.grow_old()
    await prove(era.history.places, AGE)
    for service in ("matching", "reporting"):
        await era.history.pools[service].execute("DELETE FROM proven; DELETE FROM proven_sums")
    await era.forget()

    half = await verify(era.history.places)
    again = await prove(era.history.places, AGE)
    await era.forget()

    assert half.holds
    assert again.holds
    assert await era.rows() == {"outbox": 0, "inbox": 0}
    assert (await verify(era.history.places)).holds


async def test_an_event_that_is_handled_again_after_all_is_noticed(era: Era) -> None:
    await prove_and_forget(era)

    await era.history.hear("matching", *era.lived(created("one")))
    verdict = await verify(era.history.places)

    assert broken(verdict) == [BELOW]


async def test_a_subject_goes_on_across_the_watermark(era: Era) -> None:
    await prove_and_forget(era)
    await era.tell(*match_story("three"), activity("three activity", assignment="three"))
    await era.tell(completed("three"), closed("three"))
    await era.history.pools["intake"].execute(
        "UPDATE requests SET state = 'closed', closure = 'completed', version = 3"
    )

    whole = await verify(era.history.places)
    await era.tell(completed("three", version=5).model_copy(update={"id": uuid4()}))
    gap = await verify(era.history.places)

    assert broken(whole) == []
    assert whole.holds
    assert GAPLESS in broken(gap)


def reported(era: Era, town: UUID, version: int) -> Envelope[Event]:
    """Say what help there is in a town, under the very id."""
    era.ids[str(town)] = str(town)
    subject = {"subject": f"supply/{town}", "subjectversion": version}
    return example("supply.reported").model_copy(update={**subject, "id": uuid4()})


async def test_a_subject_whose_id_tells_no_time_goes_on_across_the_watermark(era: Era) -> None:
    random, dated = uuid4(), uuid7()
    await era.tell(reported(era, random, 1), reported(era, dated, 1))
    await prove_and_forget(era)
    later = uuid7()
    await era.tell(reported(era, random, 2), reported(era, dated, 2))
    whole = await verify(era.history.places)

    await era.tell(reported(era, later, 2))
    lacking = await verify(era.history.places)
    await era.tell(reported(era, later, 1), reported(era, random, 4))
    gap = await verify(era.history.places)

    assert broken(whole) == []
    assert broken(lacking) == broken(gap) == [GAPLESS]


async def test_a_helper_who_was_found_before_the_watermark_still_helps(era: Era) -> None:
    matched = match_story("three")[:2]
    await era.tell(*matched)
    await prove_and_forget(era)

    assert (await verify(era.history.places)).holds
