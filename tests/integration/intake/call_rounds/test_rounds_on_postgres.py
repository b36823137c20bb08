"""Many ring at once and processes die: one rings somebody, and a call's end settles them once."""

import asyncio
from uuid import uuid4

import pytest

from services.intake.call_rounds.model import GivenList, Plan, Result, RoundId, Segment, TakenBack
from services.intake.call_rounds.store import PostgresCallRounds
from services.intake.call_rounds.use_cases.make import MakeRounds
from services.intake.call_rounds.use_cases.ring import RingPeople
from services.intake.calls.model.call import CallId
from services.intake.calls.use_cases.hold import Typed
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallOutcome
from shared.sealing.keyring import KeyRing
from shared.sealing.pseudonyms import VaultPseudonymKeys
from shared.sealing.vault import Vault
from tests.support.activations import EXERCISE, FakeCurrent
from tests.support.intake.building import Drawn
from tests.support.intake.call_rounds.building import PLAN, given
from tests.support.intake.calls.building import finish_over
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import SEALING_KEYS, PostgresWorld
from tests.support.sheets import REQUESTS

OPERATORS, PEOPLE = 8, 40
PHONES = [f"+35840111{number:04}" for number in range(PEOPLE)]


class Floor:
    """A coordinator, operators, and a round over the real store."""

    def __init__(self, world: PostgresWorld, staff: list[StaffId]) -> None:
        self.world, self.staff = world, staff
        chance, current = Drawn().chance(), FakeCurrent(EXERCISE)
        keys = VaultPseudonymKeys(world.pool, Vault(KeyRing.from_text(SEALING_KEYS)))
        self.make = MakeRounds(world.store, chance, current, keys, REQUESTS)
        self.ring = RingPeople(world.store, chance, current)
        taken = PostgresScene(world, staff[0]).submissions
        self.finish = finish_over(world.store, taken, chance)

    async def round_of(self, phones: list[str]) -> RoundId:
        people = GivenList([given(phone, f"Aino {phone}") for phone in phones])
        return await self.make.of_given(PLAN, people, self.staff[0])

    async def rung(self, round_id: RoundId) -> CallId:
        await self.ring.take(round_id, self.staff[0])
        call_id = await self.ring.ring(self.staff[0])
        assert call_id is not None
        return call_id

    async def end(self, call_id: CallId, outcome: CallOutcome) -> object:
        return await self.finish.finish(call_id, self.staff[0], Typed({}, 1), outcome)


@pytest.fixture
async def floor(world: PostgresWorld) -> Floor:
    staff = [await world.add_staff(f"Kaisa {uuid4()}") for _ in range(OPERATORS)]
    return Floor(world, staff)


async def test_eight_operators_on_two_rounds_of_the_same_people_ring_each_person_once(
    floor: Floor,
) -> None:
    rounds = [await floor.round_of(PHONES), await floor.round_of(PHONES)]
    rung: list[str] = []
    held_now: set[str] = set()

    async def work_at(by: StaffId, round_id: RoundId) -> None:
        while held := await floor.ring.take(round_id, by):
            assert held.mark not in held_now
            held_now.add(held.mark)
            rung.append(held.mark)
            await asyncio.sleep(0)
            async with floor.world.store.begin() as work:
                await work.call_rounds.refuse(held.mark)
                held_now.discard(held.mark)
                await work.call_rounds.settle(held.person_id, Result.REFUSED)

    await asyncio.gather(*(work_at(by, rounds[at % 2]) for at, by in enumerate(floor.staff)))

    assert len(rung) == len(set(rung)) == PEOPLE
    shown = [await floor.make.show(each) for each in rounds]
    assert [one.waiting for one in shown if one] == [0, 0]


async def cut_off(rounds: PostgresCallRounds, *_: object) -> None:
    """End the session in the middle of its transaction, as a killed process does."""
    await rounds.connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.parametrize("killed_in", ["rung_in", "settle"])
async def test_killed_before_a_calls_end_is_stored_whoever_was_rung_is_as_before(
    floor: Floor, monkeypatch: pytest.MonkeyPatch, killed_in: str
) -> None:
    round_id = await floor.round_of(PHONES[:1])
    call_id = await floor.rung(round_id)
    with monkeypatch.context() as patch:
        patch.setattr(PostgresCallRounds, killed_in, cut_off)
        with pytest.raises(Exception, match=r"closed|terminat"):
            await floor.end(call_id, CallOutcome.ADVISED)
    before = await floor.make.show(round_id)

    await floor.end(call_id, CallOutcome.ADVISED)

    after = await floor.make.show(round_id)
    assert before is not None
    assert after is not None
    assert (before.waiting, dict(before.results)) == (1, {})
    assert (after.waiting, dict(after.results)) == (0, {Result.REACHED: 1})
    said = await floor.world.pool.fetchval("SELECT count(*) FROM outbox WHERE type = 'call.logged'")
    assert said == 1


async def test_impatient_fingers_ring_once(floor: Floor) -> None:
    await floor.ring.take(await floor.round_of(PHONES[:1]), floor.staff[0])

    rung = await asyncio.gather(*(floor.ring.ring(floor.staff[0]) for _ in range(4)))

    assert len({*rung}) == 1
    assert await floor.world.pool.fetchval("SELECT count(*) FROM calls") == 1


async def test_ten_thousand_people_are_sealed_and_gone_with_their_key_when_it_is_closed(
    floor: Floor,
) -> None:
    phones = [f"+35840{number:07}" for number in range(10_000)]
    round_id = await floor.round_of(phones)
    stored = await floor.world.pool.fetchval(
        "SELECT string_agg(encode(contact, 'escape'), '') FROM call_round_people"
    )

    await floor.make.close(round_id, floor.staff[0])

    assert "Aino" not in stored
    assert "40000" not in stored
    counts = await floor.world.pool.fetchrow(
        """SELECT (SELECT count(*) FROM call_round_people),
            (SELECT count(*) FROM subject_keys WHERE subject LIKE 'call_round/%')"""
    )
    assert tuple(counts or ()) == (0, 0)
    found = await floor.make.show(round_id)
    assert found is not None
    assert found.waiting == len(phones)


@pytest.mark.parametrize(
    "change",
    [
        "address_secret = true, postal_code = NULL",
        "under_18 = true",
        "volunteer_allowed = false",
        "escalated = true, state = 'escalated'",
        "state = 'closed', closure = 'set_aside'",
    ],
)
async def test_who_is_secret_reserved_in_danger_or_a_child_is_on_no_round(
    floor: Floor, change: str
) -> None:
    await floor.world.add_request()
    before = await floor.make.reach(Segment(days=30))

    await floor.world.pool.execute(f"UPDATE requests SET {change}")  # noqa: S608  # as the test says

    after = await floor.make.reach(Segment(days=30))
    assert (len(before.people), len(after.people)) == (1, 0)


@pytest.mark.parametrize(
    "change", ["may_ring = false", "whose = 'asker'", "mark = NULL", "kind = 'fax'"]
)
async def test_who_cannot_be_rung_safely_by_a_number_of_their_own_is_on_no_round(
    floor: Floor, change: str
) -> None:
    await floor.world.add_request()

    await floor.world.pool.execute(
        f"UPDATE reach_points SET {change} WHERE kind = 'phone'"  # noqa: S608  # as the test says
    )

    assert (await floor.make.reach(Segment(days=30))).people == []


async def test_who_is_erased_is_rung_no_more(floor: Floor) -> None:
    new = await floor.world.add_request()
    plan = Plan("Helle", "Miten voit?", PLAN.basis, "", 7, 4)
    round_id = await floor.make.of_requests(plan, Segment(days=30), floor.staff[0])
    await floor.ring.take(round_id, floor.staff[0])

    async with floor.world.store.begin() as work:
        await work.requests.erase(new.id)

    assert await floor.ring.ring(floor.staff[0]) is None
    assert await floor.world.views() == 0


async def test_a_refusal_that_is_taken_back_is_on_record_and_the_number_may_be_rung(
    floor: Floor,
) -> None:
    await floor.world.add_request()
    pool, store = floor.world.pool, floor.world.store
    phone = (await floor.make.reach(Segment(days=30))).people[0].mark
    async with store.begin() as work:
        await work.call_rounds.refuse(phone)
    refused = (await floor.make.reach(Segment(days=30))).people
    async with store.begin() as work:
        taken = [
            await work.call_rounds.allow(phone, floor.staff[0], TakenBack.ASKED) for _ in range(2)
        ]

    rows = await pool.fetch("SELECT mark, staff_id, reason FROM refusals_taken_back")
    assert (list(refused), taken) == ([], [True, False])
    assert [tuple(row) for row in rows] == [(phone, floor.staff[0], "asked")]
    assert len((await floor.make.reach(Segment(days=30))).people) == 1
