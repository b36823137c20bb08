"""Notices and presses come at once, a process dies: each call is counted once, one person rings."""

import asyncio
from datetime import UTC, datetime

import pytest

from services.intake.calls.model.call import Call, CallId, Ending
from services.intake.calls.store import PostgresCalls
from services.intake.missed_calls.model import Caller, Kind, MissedCallId
from services.intake.missed_calls.store import PostgresMissedCalls
from services.intake.missed_calls.use_cases import (
    AnswerMissedCalls,
    FollowMissedCalls,
    NoteCalls,
    Notice,
)
from services.intake.phone_hours.adapters import HOURS_FILE, read_hours
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.sealing.keyring import KeyRing
from shared.sealing.pseudonyms import PseudonymKeys, VaultPseudonymKeys
from shared.sealing.vault import Vault
from tests.support.activations import ACTIVATION, FakeCurrent
from tests.support.intake.building import Drawn
from tests.support.intake.postgres_world import SEALING_KEYS, PostgresWorld
from tests.support.pseudonyms import FakePseudonymKeys

KEYS = "SELECT count(*) FROM subject_keys WHERE subject LIKE 'missed_call/%'"
HEARD = "SELECT heard_at IS NOT NULL FROM missed_calls"
LINKED = "SELECT count(*) FROM unanswered_calls WHERE missed_id IS NOT NULL"
OPEN = "SELECT count(*) FROM calls WHERE ended_at IS NULL"


SAID = "SELECT type FROM outbox WHERE subject LIKE 'call/%' ORDER BY position"


def clock() -> datetime:
    return datetime.now(UTC)


def notice(call: str = "pbx-1") -> Notice:
    return Notice(call, Caller(Kind.NUMBER, "+358401234567"), clock(), "apunumero", is_missed=True)


def notes(world: PostgresWorld, keys: PseudonymKeys) -> NoteCalls:
    hours = read_hours(HOURS_FILE)
    return NoteCalls(world.store, keys, Drawn().chance(), FakeCurrent(), hours, "491")


class Desk:
    """Operators over the real store, and a telephone system that tells them."""

    def __init__(self, world: PostgresWorld, kaisa: StaffId) -> None:
        self.world, self.kaisa, chance = world, kaisa, Drawn().chance()
        self.note = notes(world, FakePseudonymKeys())
        self.missed = AnswerMissedCalls(world.store, chance, FakeCurrent(), clock)

    async def lines(self) -> list[tuple[int, bool]]:
        rows = await self.world.pool.fetch("SELECT times, number IS NOT NULL FROM missed_calls")
        return [(row[0], row[1]) for row in rows]

    async def said(self) -> list[str]:
        return [row["type"] for row in await self.world.pool.fetch(SAID)]

    async def line(self) -> MissedCallId:
        return MissedCallId(await self.world.pool.fetchval("SELECT id FROM missed_calls"))


@pytest.fixture
async def desk(world: PostgresWorld) -> Desk:
    return Desk(world, await world.add_staff("Kaisa"))


async def cut_off(store: PostgresCalls | PostgresMissedCalls, *_: object) -> None:
    """End the session in the middle of its transaction, as a killed process does."""
    await store.connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")


async def test_the_same_notice_many_times_at_once_is_one_call(desk: Desk) -> None:
    heard = await asyncio.gather(*(desk.note.note_notice(notice()) for _ in range(8)))

    assert heard.count(True) == 1
    assert await desk.lines() == [(1, True)]
    assert await desk.said() == ["call.missed"]


async def test_ten_calls_of_one_number_at_once_are_one_line_with_one_key(desk: Desk) -> None:
    await asyncio.gather(*(desk.note.note_notice(notice(f"pbx-{one}")) for one in range(10)))

    assert await desk.lines() == [(10, True)]
    assert await desk.world.pool.fetchval(KEYS) == 1


async def test_of_many_who_press_at_once_one_rings_back(desk: Desk) -> None:
    await desk.note.note_notice(notice())
    line = await desk.line()

    rung = await asyncio.gather(*(desk.missed.answer(line, desk.kaisa) for _ in range(8)))

    assert len([each for each in rung if each]) == 1
    assert await desk.world.pool.fetchval(OPEN) == 1


@pytest.mark.parametrize("killed_in", ["note", "_keep_number"])
async def test_killed_while_it_is_noted_it_is_noted_when_it_is_told_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, killed_in: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(PostgresMissedCalls, killed_in, cut_off)
        with pytest.raises(Exception, match=r"closed|terminat"):
            await desk.note.note_notice(notice())
    left = await desk.lines()

    assert await desk.note.note_notice(notice())
    assert (left, await desk.lines()) == ([], [(1, True)])
    assert await desk.said() == ["call.missed"]


async def test_killed_while_it_is_taken_it_is_still_anybodys(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.note.note_notice(notice())
    line = await desk.line()

    with monkeypatch.context() as patch:
        patch.setattr(PostgresMissedCalls, "take", cut_off)
        with pytest.raises(Exception, match=r"closed|terminat"):
            await desk.missed.answer(line, desk.kaisa)

    assert await desk.missed.answer(line, desk.kaisa) is not None
    assert await desk.world.pool.fetchval(OPEN) == 1


async def test_a_number_lies_sealed_and_goes_with_what_could_be_compared(desk: Desk) -> None:
    await desk.note.note_notice(notice())
    before = await desk.world.pool.fetchrow(
        "SELECT who, missed_calls::text AS said FROM missed_calls"
    )

    await desk.missed.dismiss(await desk.line())

    after = await desk.world.pool.fetchrow("SELECT who, number FROM missed_calls")
    assert before is not None
    assert after is not None
    assert "1234567" not in before["said"]
    assert (after["number"], after["who"] != before["who"]) == (None, True)
    assert await desk.world.pool.fetchval(KEYS) == 0
    assert await desk.world.pool.fetchval(LINKED) == 0


async def test_a_number_that_got_through_is_marked_until_it_rings_again(desk: Desk) -> None:
    keys = VaultPseudonymKeys(desk.world.pool, Vault(KeyRing.from_text(SEALING_KEYS)))
    note = notes(desk.world, keys)
    await note.note_notice(notice())
    now, said = clock(), {"phone": "040 123 4567"}
    other = CallId(await desk.line())
    call = Call(other, desk.kaisa, "", CallDirection.INBOUND, ACTIVATION, now, now, fields=said)
    heard = []
    for outcome in (CallOutcome.SILENT, CallOutcome.ADVISED):
        async with desk.world.store.begin() as work:
            await FollowMissedCalls(work).follow(call, Ending(outcome))
        heard.append(await desk.world.pool.fetchval(HEARD))
    await note.note_notice(notice("pbx-2"))
    heard.append(await desk.world.pool.fetchval(HEARD))

    assert heard == [False, True, False]
    assert await desk.lines() == [(2, True)]
    assert await desk.said() == ["call.missed", "call.missed_returned", "call.missed"]
