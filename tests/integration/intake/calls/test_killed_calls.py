"""A process dies, or two windows press at once, while a call ends: it ends once, or not at all."""

import asyncio
from uuid import uuid4

import pytest

from services.intake.calls.model import CallId
from services.intake.calls.store import PostgresCalls
from services.intake.calls.use_cases.end import EndCalls
from services.intake.calls.use_cases.hold import HoldCalls, Stopped, Typed
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallDirection, CallOutcome
from tests.support.activations import FakeCurrent
from tests.support.intake.building import Drawn
from tests.support.intake.postgres_world import PostgresWorld

TYPED = {"phone": "040 123 4567", "text": "Maitoa"}
SAID = "SELECT count(*) FROM outbox WHERE type = 'call.logged'"
KEYS = "SELECT count(*) FROM subject_keys WHERE subject LIKE 'call/%'"


async def called(world: PostgresWorld) -> tuple[HoldCalls, CallId, StaffId]:
    hold = HoldCalls(world.store, Drawn().chance(), FakeCurrent())
    kaisa = await world.add_staff(f"Kaisa {uuid4()}")
    call_id = await hold.begin(kaisa, CallDirection.INBOUND)
    await hold.keep(call_id, kaisa, Typed(TYPED, 0))
    return hold, call_id, kaisa


async def cut_off(calls: PostgresCalls, *_: object) -> None:
    """End the session in the middle of its transaction, as a killed process does."""
    await calls.connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")


async def test_killed_before_its_end_is_said_the_call_goes_on_with_what_was_typed(
    world: PostgresWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold, call_id, kaisa = await called(world)
    end = EndCalls(world.store)
    with monkeypatch.context() as patch:
        patch.setattr(PostgresCalls, "note", cut_off)
        with pytest.raises(Exception, match=r"closed|terminat"):
            await end.end(call_id, kaisa, Typed(TYPED, 1), CallOutcome.ADVISED)
    left, said = await hold.show(call_id), await world.pool.fetchval(SAID)

    await end.end(call_id, kaisa, Typed(TYPED, 1), CallOutcome.ADVISED)

    assert left is not None
    assert (left.ended_at, left.fields, said) == (None, TYPED, 0)
    assert await world.pool.fetchval(SAID) == 1
    assert await world.pool.fetchval(KEYS) == 0


async def test_two_windows_end_a_call_once(world: PostgresWorld) -> None:
    _, call_id, kaisa = await called(world)
    end = EndCalls(world.store)

    ended = await asyncio.gather(
        *(end.end(call_id, kaisa, Typed(TYPED, 1), CallOutcome.SILENT) for _ in range(4))
    )

    assert [isinstance(each, Stopped) for each in ended].count(False) == 1
    assert await world.pool.fetchval(SAID) == 1


async def test_the_database_refuses_to_end_a_call_twice(world: PostgresWorld) -> None:
    _, call_id, kaisa = await called(world)
    await EndCalls(world.store).end(call_id, kaisa, Typed(TYPED, 1), CallOutcome.TEST)

    with pytest.raises(Exception, match="stays as it ended"):
        await world.pool.execute("UPDATE calls SET outcome = 'advised'")
