"""Several operators press at once, a process dies, a request is erased: each is rung by one."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from deploy.local.databases import Addresses
from services.intake.call_backs.model import IDLE, CallBackId
from services.intake.call_backs.store import PostgresCallBacks
from services.intake.call_backs.use_cases import RingBack, ShowCallBacks
from services.intake.calls.model.call import CallId
from services.intake.calls.store import PostgresCalls
from services.intake.calls.use_cases.hold import HoldCalls, Stopped, Typed
from services.intake.requests.model import RequestId
from services.intake.requests.rows import subject_of
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallDirection, CallOutcome
from shared.postgres.pool import connected
from tests.support.activations import ACTIVATION, FakeCurrent
from tests.support.intake.building import Drawn
from tests.support.intake.call_backs.store_contract import WHOM, promised
from tests.support.intake.calls.building import PHONED, finish_over
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld

PROMISE = PHONED | {"call_back": "morning", "agreed": "Ovikoodi 12"}
OWED = "SELECT count(*) FROM call_backs WHERE closed_at IS NULL"
KEYS = "SELECT count(*) FROM subject_keys WHERE subject LIKE 'call_back/%'"


def clock() -> datetime:
    return datetime.now(UTC)


class Desk:
    """Operators over the real store."""

    def __init__(self, world: PostgresWorld, kaisa: StaffId, veli: StaffId) -> None:
        self.world, self.kaisa, self.veli, chance = world, kaisa, veli, Drawn().chance()
        self.hold = HoldCalls(world.store, chance, FakeCurrent())
        taken = PostgresScene(world, kaisa).submissions
        self.finish = finish_over(world.store, taken, chance, clock)
        self.back = RingBack(world.store, chance, clock)

    async def end(self, call_id: CallId, outcome: CallOutcome, version: int = 0) -> object:
        return await self.finish.finish(call_id, self.kaisa, Typed(PROMISE, version), outcome)

    async def owed(self) -> int:
        return int(await self.world.pool.fetchval(OWED))


@pytest.fixture
async def desk(world: PostgresWorld) -> Desk:
    return Desk(world, await world.add_staff("Kaisa"), await world.add_staff("Veli"))


async def cut_off(store: PostgresCalls | PostgresCallBacks, *_: object) -> None:
    """End the session in the middle of its transaction, as a killed process does."""
    await store.connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")


async def test_of_many_who_press_at_once_one_rings(desk: Desk) -> None:
    owed = await promised(desk.world)

    rung = await asyncio.gather(*(desk.back.ring(owed, one) for one in (desk.kaisa, desk.veli) * 4))

    (call_id,) = filter(None, rung)
    call = await desk.hold.show(call_id)
    assert call is not None
    assert (call.direction, call.fields) == (CallDirection.OUTBOUND, WHOM)
    assert await desk.world.pool.fetchval("SELECT count(*) FROM calls WHERE ended_at IS NULL") == 1


async def test_who_waits_for_a_row_sees_what_whoever_was_first_did(desk: Desk) -> None:
    """The second has begun before the first is stored: it must not believe its own early look."""
    owed = await promised(desk.world)
    first_holds, second_waits = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        async with desk.world.store.begin() as work:
            assert await work.call_backs.lock(owed) is not None
            call_id = CallId(Drawn().chance().new_id())
            await work.calls.open(call_id, desk.kaisa, CallDirection.OUTBOUND, ACTIVATION)
            await work.call_backs.take(owed, call_id)
            first_holds.set()
            await second_waits.wait()

    async def second() -> CallId | None:
        await first_holds.wait()
        pressed = asyncio.create_task(desk.back.ring(owed, desk.veli))
        await asyncio.sleep(0.2)
        second_waits.set()
        return await pressed

    _, rung = await asyncio.gather(first(), second())

    assert rung is None


async def test_idle_for_a_quarter_of_an_hour_since_the_last_press_it_is_anybodys_again(
    desk: Desk,
) -> None:
    owed = await promised(desk.world)
    kaisas = await desk.back.ring(owed, desk.kaisa)
    assert kaisas is not None

    await desk.world.pass_time(IDLE - timedelta(minutes=1))
    await desk.finish.keep(kaisas, desk.kaisa, Typed(PROMISE, 1))
    await desk.world.pass_time(IDLE - timedelta(minutes=1))
    early = await desk.back.ring(owed, desk.veli)
    await desk.world.pass_time(timedelta(minutes=1))
    velis = await desk.back.ring(owed, desk.veli)

    assert early is None
    assert velis is not None
    await desk.end(kaisas, CallOutcome.ADVISED, 2)
    (line,) = await ShowCallBacks(desk.world.store, clock).waiting()
    assert (line.rung_by, line.call_id) == ("Veli", velis)


async def test_the_same_call_ended_in_two_windows_promises_one_call(desk: Desk) -> None:
    call_id = await desk.hold.begin(desk.kaisa, CallDirection.INBOUND)

    ended = await asyncio.gather(*(desk.end(call_id, CallOutcome.CALL_BACK) for _ in range(4)))

    assert [isinstance(each, Stopped) for each in ended].count(False) == 1
    assert await desk.owed() == 1


@pytest.mark.parametrize("killed", [(PostgresCallBacks, "_agree"), (PostgresCalls, "note")])
async def test_killed_before_the_end_is_stored_the_call_goes_on_and_nobody_is_owed_a_call(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, killed: tuple[type, str]
) -> None:
    call_id = await desk.hold.begin(desk.kaisa, CallDirection.INBOUND)

    with monkeypatch.context() as patch:
        patch.setattr(*killed, cut_off)
        with pytest.raises(Exception, match=r"closed|terminat"):
            await desk.end(call_id, CallOutcome.CALL_BACK)
    left, owed = await desk.hold.show(call_id), await desk.owed()
    await desk.end(call_id, CallOutcome.CALL_BACK)

    assert left is not None
    assert (left.ended_at, owed) == (None, 0)
    assert await desk.owed() == 1


async def test_killed_while_it_is_taken_it_is_still_anybodys(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    owed = await promised(desk.world)

    with monkeypatch.context() as patch:
        patch.setattr(PostgresCallBacks, "take", cut_off)
        with pytest.raises(Exception, match=r"closed|terminat"):
            await desk.back.ring(owed, desk.kaisa)

    assert await desk.back.ring(owed, desk.veli) is not None
    assert await desk.world.pool.fetchval("SELECT count(*) FROM calls WHERE ended_at IS NULL") == 1


async def test_what_is_known_of_whom_to_ring_goes_with_the_promise(desk: Desk) -> None:
    owed = await promised(desk.world)
    before = await desk.world.pool.fetchval(KEYS)
    call_id = await desk.back.ring(owed, desk.kaisa)
    assert call_id is not None

    await desk.end(call_id, CallOutcome.ADVISED, 1)

    assert (before, await desk.world.pool.fetchval(KEYS)) == (1, 0)
    assert await desk.world.pool.fetchval("SELECT whom FROM call_backs") is None


async def test_of_whom_everything_was_erased_nobody_is_owed_a_call(desk: Desk) -> None:
    new = await desk.world.add_request()
    owed = await promised(desk.world, RequestId(new.id))
    async with desk.world.store.begin() as work:
        await work.vault.erase(work.connection, subject_of(RequestId(new.id)))

    rung = await desk.back.ring(CallBackId(owed), desk.kaisa)

    assert (rung, await desk.owed()) == (None, 0)


ON_LIST, FOLLOWED, ONCE = (
    "a call that was promised is on the list, and no other",
    "whoever was rung back is owed no call, or is tried again",
    "whoever is owed a call is rung once",
)
OPEN = "UPDATE call_backs SET closed_at = NULL, whom = ''"


@pytest.mark.parametrize(
    ("lie", "rules"),
    [
        ("SELECT 1", set()),
        ("DELETE FROM call_backs", {ON_LIST}),
        ("DELETE FROM calls WHERE outcome = 'call_back'", {ON_LIST}),
        (OPEN, {FOLLOWED}),
        ("UPDATE call_backs SET closed_at = closed_at - interval '1 hour'", {ONCE}),
        ("UPDATE call_backs SET agreed_at = network_now() - interval '29 days'", set()),
    ],
)
async def test_verify_tells_a_promise_that_is_gone_left_open_or_rung_twice(
    desk: Desk, made: Addresses, lie: str, rules: set[str]
) -> None:
    call_id = await desk.hold.begin(desk.kaisa, CallDirection.INBOUND)
    await desk.end(call_id, CallOutcome.CALL_BACK)
    rung = await desk.back.ring(CallBackId(call_id), desk.kaisa)
    assert rung is not None
    assert await told(made) == set()
    await desk.end(rung, CallOutcome.ADVISED, 1)

    assert await told(made, lie) == rules


@pytest.mark.parametrize(
    "ended", [CallOutcome.NO_ANSWER, CallOutcome.CALL_BACK, CallOutcome.WRONG_NUMBER]
)
async def test_however_a_call_back_ends_verify_has_nothing_to_tell(
    desk: Desk, made: Addresses, ended: CallOutcome
) -> None:
    call_id = await desk.hold.begin(desk.kaisa, CallDirection.INBOUND)
    await desk.end(call_id, CallOutcome.CALL_BACK)
    for _ in range(2):
        await desk.back.ring(CallBackId(call_id), desk.kaisa)
    (rung,) = [each.id for each in await desk.hold.going_on()]
    await desk.end(rung, ended, 1)

    assert await told(made) == set()


async def told(made: Addresses, lie: str = "SELECT 1") -> set[str]:
    """Read what `verify` would tell of promises after a change that is taken back."""
    async with connected(made.owner_dsn) as owner:
        transaction = owner.transaction()
        await transaction.start()
        await owner.execute(lie)
        rows = await owner.fetch("SELECT rule FROM culprits()")
        await transaction.rollback()
    return {row["rule"] for row in rows} & {ON_LIST, FOLLOWED, ONCE}
