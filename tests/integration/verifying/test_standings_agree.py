"""Two processes of matching that lose claims to each other never disagree with intake."""

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from deploy.verifying.differences import Entry, Found, Limits, compare
from deploy.verifying.ledger import SQL
from services.intake.requests.model import RequestId
from services.matching.engine.rules.policy import Policy
from shared.contracts.envelope import Envelope
from shared.contracts.matching import ChangesStanding, RequestUnmatched
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read
from shared.contracts.words import Urgency
from shared.postgres.pool import connected
from shared.postgres.types import Connection, Pool
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld, postgres_world
from tests.support.intake.submissions.building import new_request, taken_in
from tests.support.matching.building import RequestStory
from tests.support.matching.grounds import PostgresGround, postgres_ground
from tests.support.matching.playing import Play, open_plainly
from tests.support.matching.volunteers.building import JUVA, MIKKELI, offer

TWO_AT_ONCE = Policy(
    at_once=dict.fromkeys(Urgency, 2), one_more_every=dict.fromkeys(Urgency, 0), quiet_hours=None
)

ROUNDS = 12
BUCKETS = 4096


@dataclass
class Town:
    """Intake and matching on databases of their own; their events are carried by hand."""

    world: PostgresWorld
    ground: PostgresGround
    intake: PostgresScene
    processes: list[Play]
    ledgers: tuple[Connection, Connection]
    """Of intake and matching, as `verify` asks them."""
    answered: set[str] = field(default_factory=set)

    async def need(self, municipality: str) -> str:
        """Let a request come in at both; gives the token of its page."""
        story, token = RequestStory(municipality=municipality), str(uuid4())
        new = replace(new_request(token), id=RequestId(story.request_id))
        await self.world.reception.take_in(taken_in(new))
        await self.processes[0].use.keep_needs.react_to_requests_created([story.created()])
        return token

    async def choose(self) -> None:
        """Let all processes choose at the same time until nothing is due."""
        while any(await asyncio.gather(*(one.use.choose.choose_batch() for one in self.processes))):
            pass

    async def answer(self) -> bool:
        """Let each who was asked say yes or no; False when nobody was."""
        tokens = {url.rpartition("/")[2] for url in await self.asked()}
        fresh, use = tokens - self.answered, self.processes[0].use.answer
        self.answered |= fresh
        ways = (use.accept_proposal, use.decline_proposal, use.decline_proposal)
        await asyncio.gather(*(secrets.choice(ways)(token) for token in fresh))
        return bool(fresh)

    async def agrees(self) -> None:
        """Find all standing alike at both."""
        check = await self.compare()
        assert check.broken == 0, check.samples

    async def asked(self) -> list[str]:
        """Give the links of all proposals, in order."""
        letters = [event.data for event in await self.said()]
        values = [
            open_plainly(data.sealed).values
            for data in letters
            if isinstance(data, NotificationRequested)
        ]
        return [each["proposal_url"] for each in values if "proposal_url" in each]

    async def said(self) -> list[Envelope[Any]]:
        """Give what matching said, in order."""
        return await said_by(self.ground.pool)

    async def carry(self) -> None:
        """Bring all that matching said to intake, in any order and some of it twice."""
        events = [event for event in await self.said() if isinstance(event.data, ChangesStanding)]
        events += events[::3]
        secrets.SystemRandom().shuffle(events)
        for event in events:
            react = f"react_to_{event.type.replace('.', '_')}"
            room = self.intake.answers if event.type == "match.proposed" else self.intake.react
            await getattr(room, react)(event)

    async def carry_back(self) -> None:
        """Bring the ends that intake said to matching."""
        ends = self.processes[0].use.end_needs
        for event in await said_by(self.world.pool):
            if event.type in ("request.cancelled", "request.closed"):
                await getattr(ends, f"react_to_{event.type.replace('.', '_')}")(event)

    async def compare(self) -> Found:
        """Judge as `verify` does, by all requests."""
        since, found = datetime(2020, 1, 1, tzinfo=UTC), Found()
        sides = [
            [
                Entry(row["id"], row["fact"].partition(" ")[0])
                for row in await ledger.fetch(
                    SQL["entries"], "needs", since, "[]", list(range(BUCKETS))
                )
            ]
            for ledger in self.ledgers
        ]
        assert len(sides[0]) == len(sides[1])
        limits = Limits(gone_before=since, young_since=datetime.max.replace(tzinfo=UTC))
        compare(sides[0], sides[1], ("intake", "matching"), limits, found)
        return found


async def said_by(pool: Pool) -> list[Envelope[Any]]:
    rows = await pool.fetch("SELECT body FROM outbox ORDER BY position")
    return [read(row["body"].encode()) for row in rows]


def letters(events: list[Envelope[Any]]) -> list[str]:
    data = [event.data for event in events]
    return [each.template for each in data if isinstance(each, NotificationRequested)]


@pytest.fixture
async def town(database: MakeDatabase) -> AsyncIterator[Town]:
    async with AsyncExitStack() as stack:
        made = await database("intake"), await database("matching")
        world = await stack.enter_async_context(postgres_world(made[0].app_dsn))
        ground = await stack.enter_async_context(postgres_ground(made[1].app_dsn))
        ledgers = (
            await stack.enter_async_context(connected(made[0].verify_dsn)),
            await stack.enter_async_context(connected(made[1].verify_dsn)),
        )
        processes = [
            Play(
                ground.store,
                ground.due_matches,
                ground.due_applicants,
                now=lambda: datetime.now(UTC),
                policy=TWO_AT_ONCE,
            )
            for _ in range(2)
        ]
        intake = PostgresScene(world, await world.add_staff("Kaisa"))
        yield Town(world, ground, intake, processes, ledgers)


async def test_a_need_whose_claim_was_lost_stands_alike_at_both(town: Town) -> None:
    """Anna may be asked in two towns, and each process wants her: one of them loses the claim."""
    for _ in range(4):
        await town.ground.add_volunteer(offer(areas=(MIKKELI, JUVA), weekly_cap=1))
        await town.ground.add_volunteer(offer(areas=(MIKKELI,), weekly_cap=1))
        for municipality in (JUVA, MIKKELI):
            await town.need(municipality)
        await town.choose()

    while await town.answer():
        await town.choose()
    await town.carry()

    await town.agrees()
    assert Counter(type(event.data) for event in await town.said())[RequestUnmatched]


async def test_many_needs_and_answers_at_once_stand_alike_at_both(town: Town) -> None:
    for each in range(8):
        await town.ground.add_volunteer(offer(areas=(MIKKELI, JUVA), weekly_cap=1 + each % 3))
    for each in range(14):
        await town.need((MIKKELI, JUVA)[each % 2])

    await town.choose()
    while await town.answer():
        await town.choose()
        await town.carry()
        await town.agrees()


async def test_a_cancellation_at_intake_against_an_acceptance_at_matching(town: Town) -> None:
    """Neither knows of the other; whoever is heard second, both people are told the truth."""
    for _ in range(ROUNDS):
        await town.ground.add_volunteer(offer(weekly_cap=1))
        before = len(await town.said()), len(await said_by(town.world.pool))
        token = await town.need(MIKKELI)
        await town.choose()
        accept = town.processes[0].use.answer.accept_proposal
        await asyncio.gather(
            town.intake.following.cancel_request(token),
            later(accept, (await town.asked())[-1].rpartition("/")[2]),
            later(lambda _: town.carry_back(), ""),
        )
        for carry in (town.carry_back, town.carry, town.carry_back):
            await carry()

        told = letters((await town.said())[before[0] :])
        assert told in (
            ["proposal", "proposal_withdrawn"],
            ["proposal", "match_accepted", "assignment_withdrawn"],
        )
        assert letters((await said_by(town.world.pool))[before[1] :])[-1] == "request_cancelled"
        await town.ground.pool.execute("UPDATE volunteers SET on_duty = false")

    check = await town.compare()
    assert check.broken == 0, check.samples
    assert (
        await town.world.pool.fetchval("SELECT count(*) FROM requests WHERE closure IS NULL") == 0
    )


async def later(do: Callable[[str], Awaitable[object]], word: str) -> None:
    await asyncio.sleep(secrets.randbelow(20) / 1000)
    await do(word)
