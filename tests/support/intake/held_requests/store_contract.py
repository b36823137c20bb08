"""How a store counts those who ask, and holds what is past their caps."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest

from services.intake.board.model import Wanted
from services.intake.doors.model import Caps, Counted, Entry
from services.intake.requests.model import RequestId, State
from services.intake.submissions.ports import KeyTakenError
from shared.contracts.words import Urgency
from shared.sealing.tokens import token_hash
from tests.support.intake.store_world import DAY, StoreWorld
from tests.support.intake.submissions.building import PROMISE, new_request, submission, taken_in

CAPS = Caps(an_hour=3, a_day=5)
WHO = (Counted(token_hash("number"), by_letter=False), Counted(token_hash("mail"), by_letter=True))


class HeldRequestsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_what_is_past_the_cap_of_an_hour_is_held_and_nothing_of_it_is_said(
        self, world: StoreWorld
    ) -> None:
        said = [await _ask(world) for _ in range(CAPS.an_hour + 2)]

        held = await world.held.held(50)
        assert said == [True] * CAPS.an_hour + [False, False]
        assert [list(one.flags) for one in held] == [["repeated"]] * 2
        async with world.store.begin() as work:
            locked = await work.requests.lock(held[0].id)
        assert locked is not None
        assert (locked.state, locked.version, locked.closure) == (State.HELD, 0, None)

    async def test_of_many_at_once_no_more_than_the_cap_go_ahead(self, world: StoreWorld) -> None:
        said = await asyncio.gather(*(_ask(world) for _ in range(12)))

        assert sum(said) == CAPS.an_hour
        assert len(await world.held.held(50)) == 12 - CAPS.an_hour

    async def test_the_cap_of_a_day_holds_what_comes_slowly(self, world: StoreWorld) -> None:
        said = []
        for _ in range(CAPS.a_day + 1):
            said.append(await _ask(world))
            await world.pass_time(DAY / 24)
        await world.pass_time(DAY)
        said.append(await _ask(world))

        assert said == [True] * CAPS.a_day + [False, True]

    async def test_one_address_of_two_is_enough_to_be_held(self, world: StoreWorld) -> None:
        for _ in range(CAPS.an_hour):
            await _ask(world, who=WHO[1:])

        assert await _ask(world, who=WHO[:1])
        assert not await _ask(world, who=WHO)

    async def test_a_repeat_is_not_counted(self, world: StoreWorld) -> None:
        await _ask(world, key="key")
        for _ in range(CAPS.an_hour):
            with pytest.raises(KeyTakenError):
                await _ask(world, key="key")

        assert [await _ask(world) for _ in range(3)] == [True, True, False]

    async def test_what_nobody_counts_is_not_held(self, world: StoreWorld) -> None:
        said = [await world.reception.take_in(taken_in(new_request(str(n)))) for n in range(9)]

        assert all(said)

    async def test_a_held_request_says_so_until_it_is_let_through(self, world: StoreWorld) -> None:
        for _ in range(CAPS.an_hour):
            await _ask(world)
        await _ask(world, key="key")
        (held,) = await world.held.held(50)

        async with world.store.begin() as work:
            before = await work.submissions.stored_answer(submission("key").key_hash)
            await work.requests.save_standing(held.id, 1, State.RECEIVED, None)
            after = await work.submissions.stored_answer(submission("key").key_hash)

        states = [stored.answer.state for stored in (before, after) if stored and stored.answer]
        assert states == [State.HELD, State.RECEIVED]
        assert await world.held.held(50) == []

    async def test_a_held_request_is_read_as_it_was_sent_in(self, world: StoreWorld) -> None:
        for _ in range(CAPS.an_hour):
            await _ask(world)
        new = new_request("last")
        await world.reception.take_in(replace(taken_in(new), entry=Entry(WHO, CAPS)))

        async with world.store.begin() as work:
            request = await work.requests.lock(new.id)
            contact = await work.requests.contact(new.id)
            points = await work.requests.reach_points(new.id)
            assert request is not None
            assert await work.submissions.read_new(request, contact, points, PROMISE) == new

    async def test_the_board_counts_what_is_held_apart(self, world: StoreWorld) -> None:
        for _ in range(CAPS.an_hour + 1):
            await _ask(world)

        assert (await world.board.counts())[State.HELD] == 1
        assert len(await world.board.lines(Wanted(), 50)) == CAPS.an_hour

    async def test_the_most_urgent_is_looked_at_first(self, world: StoreWorld) -> None:
        for _ in range(CAPS.an_hour):
            await _ask(world)
        await _ask(world, urgency=Urgency.NO_HURRY)
        await _ask(world, urgency=Urgency.TODAY)

        urgencies = [one.urgency for one in await world.held.held(50)]
        assert urgencies == [Urgency.TODAY, Urgency.NO_HURRY]
        assert len(await world.held.held(1)) == 1


async def _ask(
    world: StoreWorld,
    key: str | None = None,
    who: tuple[Counted, ...] = WHO,
    urgency: Urgency = Urgency.TODAY,
) -> bool:
    new = new_request(f"link of {uuid4()}")
    bent = replace(new, id=RequestId(uuid4()), plea=replace(new.plea, urgency=urgency))
    return await world.reception.take_in(replace(taken_in(bent, key), entry=Entry(who, CAPS)))
