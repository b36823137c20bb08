"""A process dies, or two windows press at once, while a call ends: it ends once, or not at all."""

import asyncio
from uuid import uuid4

import pytest

from services.intake.calls.model.call import CallId
from services.intake.calls.store import PostgresCalls, PostgresOpenCalls
from services.intake.calls.use_cases.hold import HoldCalls, Stopped, Typed
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallDirection, CallOutcome
from tests.support.activations import FakeCurrent
from tests.support.intake.building import Drawn
from tests.support.intake.calls.building import PHONED, finish_over
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld

KEYS = "SELECT count(*) FROM subject_keys WHERE subject LIKE 'call/%'"
COUNT = """
SELECT (SELECT count(*) FROM requests),
    (SELECT count(*) FROM outbox WHERE type = 'request.created'),
    (SELECT count(*) FROM outbox WHERE type = 'call.logged')
"""
"""Requests, what is said of them, and calls that are said to have ended."""


class Desk:
    """Kaisa has a call on the phone, and what she typed is kept."""

    def __init__(self, world: PostgresWorld, kaisa: StaffId) -> None:
        self.world, self.kaisa, chance = world, kaisa, Drawn().chance()
        self.hold = HoldCalls(world.store, chance, FakeCurrent())
        taken = PostgresScene(world, kaisa).submissions
        self.finish = finish_over(world.store, taken, chance)
        self.id = CallId(uuid4())

    async def begin(self) -> "Desk":
        self.id = await self.hold.begin(self.kaisa, CallDirection.INBOUND)
        await self.finish.keep(self.id, self.kaisa, Typed(PHONED, 0))
        return self

    async def end(self, outcome: CallOutcome) -> object:
        return await self.finish.finish(self.id, self.kaisa, Typed(PHONED, 1), outcome)

    async def counted(self) -> tuple[int, ...]:
        return tuple(await self.world.pool.fetchrow(COUNT) or ())


@pytest.fixture
async def desk(world: PostgresWorld) -> Desk:
    return await Desk(world, await world.add_staff("Kaisa")).begin()


async def cut_off(calls: PostgresCalls, *_: object) -> None:
    """End the session in the middle of its transaction, as a killed process does."""
    await calls.connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.parametrize("killed_in", ["end", "note"])
async def test_killed_before_its_end_is_stored_a_call_goes_on_and_no_request_was_taken_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, killed_in: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(PostgresCalls, killed_in, cut_off)
        with pytest.raises(Exception, match=r"closed|terminat"):
            await desk.end(CallOutcome.NEW_REQUEST)
    left, counted = await desk.hold.show(desk.id), await desk.counted()

    await desk.end(CallOutcome.NEW_REQUEST)

    assert left is not None
    assert (left.ended_at, left.fields, counted) == (None, PHONED, (0, 0, 0))
    assert await desk.counted() == (1, 1, 1)
    assert await desk.world.pool.fetchval(KEYS) == 0


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [(CallOutcome.NEW_REQUEST, (1, 1, 1)), (CallOutcome.SILENT, (0, 0, 1))],
)
async def test_two_windows_and_impatient_fingers_end_a_call_once_with_one_request(
    desk: Desk, outcome: CallOutcome, expected: tuple[int, ...]
) -> None:
    ended = await asyncio.gather(*(desk.end(outcome) for _ in range(4)))

    assert [isinstance(each, Stopped) for each in ended].count(False) == 1
    assert await desk.counted() == expected


async def test_the_database_refuses_to_end_a_call_twice(desk: Desk) -> None:
    await desk.end(CallOutcome.TEST)

    with pytest.raises(Exception, match="stays as it ended"):
        await desk.world.pool.execute("UPDATE calls SET outcome = 'advised'")


async def test_what_is_kept_of_a_call_opens_with_the_key_of_its_request_only(desk: Desk) -> None:
    await desk.end(CallOutcome.NEW_REQUEST)

    row = await desk.world.pool.fetchrow("SELECT id, request_id, record FROM calls")
    assert row is not None
    async with desk.world.store.begin() as work:
        subject, sealed = f"request/{row['request_id']}", {"record": row["record"]}
        opened = await work.vault.unseal(work.connection, subject, sealed)
    assert '"triage"' in opened["record"]


async def test_likeness_is_for_who_has_the_call_while_it_goes_on(
    world: PostgresWorld, desk: Desk
) -> None:
    calls, veli = PostgresOpenCalls(world.pool), await world.add_staff("Veli")

    during = [await calls.is_open(desk.id, each) for each in (desk.kaisa, veli)]
    await desk.end(CallOutcome.SILENT)

    assert during == [True, False]
    assert not await calls.is_open(desk.id, desk.kaisa)
