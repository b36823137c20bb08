"""What a store of wishes must do."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from services.intake.board.model import Wanted
from services.intake.requests.model import Closure, RequestId, State
from services.intake.staff.model import StaffId
from services.intake.wishes.model import (
    ASKED,
    UNDONE,
    Ask,
    AssignmentWish,
    OrganisationId,
    Outcome,
    ReferralWish,
    SentWish,
    Widening,
    WishId,
)
from services.intake.wishes.rules import UNDO_TIME
from services.intake.wishes.use_cases import SendWishes
from shared.contracts.ask_words import AskManner, OverrideReason
from tests.support.intake.building import Drawn
from tests.support.intake.store_world import StoreWorld


class WishesContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_wish_is_on_its_way_until_its_first_answer(self, world: StoreWorld) -> None:
        wish = AssignmentWish(
            new_id(), await request(world), await world.add_staff("Kaisa"), Ask(17)
        )
        async with world.store.begin() as work:
            await work.wishes.add(wish)
        before = await wishes(world)

        for answer in ("asked_before", ASKED):
            async with world.store.begin() as work:
                await work.wishes.answer(wish.id, wish.request_id, answer)

        assert before == [(17, None)]
        assert await wishes(world) == [(17, "asked_before")]

    async def test_the_same_wish_on_its_way_is_one(self, world: StoreWorld) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        organisation_id = OrganisationId(uuid4())
        added = []
        for wish in (
            AssignmentWish(new_id(), request_id, staff_id, Ask(17)),
            AssignmentWish(new_id(), request_id, staff_id, Ask(17)),
            AssignmentWish(new_id(), request_id, staff_id, Ask(18)),
            ReferralWish(new_id(), request_id, staff_id, organisation_id),
            ReferralWish(new_id(), request_id, staff_id, organisation_id),
            ReferralWish(new_id(), request_id, staff_id, OrganisationId(uuid4())),
        ):
            async with world.store.begin() as work:
                added.append(await work.wishes.add(wish))

        assert added == [True, False, True, True, False, True]

    async def test_an_answered_wish_may_be_made_again(self, world: StoreWorld) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        first = AssignmentWish(new_id(), request_id, staff_id, Ask(17))
        async with world.store.begin() as work:
            await work.wishes.add(first)
            await work.wishes.answer(first.id, request_id, "unknown_volunteer")

        async with world.store.begin() as work:
            again = AssignmentWish(new_id(), request_id, staff_id, Ask(17))
            assert await work.wishes.add(again)

        assert await wishes(world) == [(17, None), (17, "unknown_volunteer")]

    async def test_an_answer_to_nothing_changes_nothing(self, world: StoreWorld) -> None:
        wish = AssignmentWish(
            new_id(), await request(world), await world.add_staff("Kaisa"), Ask(17)
        )
        async with world.store.begin() as work:
            await work.wishes.add(wish)

        async with world.store.begin() as work:
            await work.wishes.answer(new_id(), wish.request_id, ASKED)
            await work.wishes.answer(wish.id, RequestId(uuid4()), ASKED)

        assert await wishes(world) == [(17, None)]

    async def test_few_wishes_are_shown_and_first_what_is_on_its_way(
        self, world: StoreWorld
    ) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        for number in (1, 2, 3, 4):
            wish = AssignmentWish(new_id(), request_id, staff_id, Ask(number))
            async with world.store.begin() as work:
                await work.wishes.add(wish)
            if number > 1:
                async with world.store.begin() as work:
                    await work.wishes.answer(wish.id, request_id, ASKED)

        shown = await wishes(world)

        assert shown == [(1, None), (4, ASKED), (3, ASKED)]

    async def test_two_coordinators_at_once_make_one_wish(self, world: StoreWorld) -> None:
        request_id = await request(world)
        send = SendWishes(world.store, Drawn().chance())
        two = [await world.add_staff("Kaisa"), await world.add_staff("Pekka")]

        outcomes = await asyncio.gather(
            *(send.ask_volunteer(request_id, Ask(17), staff_id) for staff_id in two)
        )

        assert outcomes == [Outcome.ON_ITS_WAY, Outcome.ON_ITS_WAY]
        assert await wishes(world) == [(17, None)]
        assert await version(world, request_id) == 1

    async def test_two_wishes_at_once_are_numbered_one_after_the_other(
        self, world: StoreWorld
    ) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        send = sender(world)
        wish_id = await waiting(world, send, request_id, staff_id)

        await asyncio.gather(
            send.send_wish(wish_id),
            send.refer_request(request_id, OrganisationId(uuid4()), staff_id),
        )

        assert await version(world, request_id) == 3
        assert len(await wishes(world)) == 2

    async def test_two_processes_send_a_wish_once(self, world: StoreWorld) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        send = sender(world)
        wish_id = await waiting(world, send, request_id, staff_id)

        sent = await asyncio.gather(*(send.send_wish(wish_id) for _ in range(4)))

        assert sorted(sent) == [False, False, False, True]
        assert await version(world, request_id) == 2
        assert await wishes(world) == [(17, None)]

    async def test_of_an_undoing_and_a_departure_one_comes_true(self, world: StoreWorld) -> None:
        staff_id, send = await world.add_staff("Kaisa"), sender(world)
        for number in range(6):
            new = await world.add_request(f"status-{number}")
            wish_id = await waiting(world, send, new.id, staff_id)
            both = [send.send_wish(wish_id), send.undo_wish(new.id, wish_id, staff_id)]

            sent = await asyncio.gather(*(both if number % 2 else reversed(both)))

            assert sorted(sent) == [False, True]
            undone = sent[1 if number % 2 else 0]
            assert await version(world, new.id) == (1 if undone else 2)

    async def test_a_wish_waits_until_its_time_has_come(self, world: StoreWorld) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        send = SendWishes(world.store, Drawn().chance())
        wish_id = await waiting(world, send, request_id, staff_id)

        early = await send.send_wish(wish_id)
        await world.pass_time(UNDO_TIME)

        assert (early, await send.send_wish(wish_id)) == (False, True)

    async def test_what_was_undone_stays_to_be_seen_and_may_be_wished_again(
        self, world: StoreWorld
    ) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        send = sender(world)
        wish_id = await waiting(world, send, request_id, staff_id)

        undone = [await send.undo_wish(request_id, wish_id, staff_id) for _ in range(2)]
        sent = await send.send_wish(wish_id)
        before = await wishes(world)
        await send.ask_volunteer(request_id, Ask(17), staff_id)

        assert (undone, sent) == ([True, False], False)
        assert before == [(17, UNDONE)]
        assert await wishes(world) == [(17, None), (17, UNDONE)]

    async def test_a_widened_search_is_one_wish_at_a_time_and_keeps_what_was_said(
        self, world: StoreWorld
    ) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        send, further = sender(world), Widening(("radius", "silent"), "nobody_answers")
        again = Widening(("rest",), "few_here")
        for each in (further, again):
            await send.widen_search(request_id, each, staff_id)
        (waits,) = await sent(world, request_id)
        left = await send.send_wish(waits.id)
        await send.widen_search(request_id, again, staff_id)
        on_its_way = await sent(world, request_id)
        await send.ask_volunteer(request_id, Ask(17), staff_id)

        async with world.store.begin() as work:
            await work.wishes.answer(waits.id, request_id, ASKED, 9)
        await send.widen_search(request_id, again, staff_id)
        (line,) = await world.board.lines(Wanted(), 10)

        assert left
        assert [each.widening for each in on_its_way] == [further]
        assert waits.due_at is not None
        assert (waits.widening, waits.volunteer_number) == (further, None)
        shown = [(each.widening, each.answer, each.more) for each in line.wishes]
        assert sorted(shown, key=str) == sorted(
            [(again, None, None), (None, None, None), (further, ASKED, 9)], key=str
        )

    async def test_a_widened_search_is_undone_and_comes_to_nothing_as_others_do(
        self, world: StoreWorld
    ) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        send, further = sender(world), Widening(("at_once",), "cannot_wait")
        await send.widen_search(request_id, further, staff_id)
        (first,) = await sent(world, request_id)
        undone = await send.undo_wish(request_id, first.id, staff_id)
        await send.widen_search(request_id, further, staff_id)
        second, _ = await sent(world, request_id)
        async with world.store.begin() as work:
            await work.requests.save_standing(request_id, 2, State.CLOSED, Closure.CANCELLED)

        left = await send.send_wish(second.id)

        assert (undone, left) == (True, True)
        answers = {each.answer: each.widening for each in await sent(world, request_id)}
        assert answers == {UNDONE: further, Outcome.NOT_WAITING: further}

    async def test_what_left_is_as_it_was_wished(self, world: StoreWorld) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        send, reason = sender(world), OverrideReason.KNOWN_TO_EACH_OTHER
        asked = Ask(17, AskManner.AGREED, staff_id, ("area", "time"), reason)
        await send.ask_volunteer(request_id, asked, staff_id)
        async with world.store.begin() as work:
            asking = await work.wishes.asking(request_id)
        assert asking is not None
        (waits,) = asking.wishes
        async with world.store.begin() as work:
            taken = await work.wishes.take(waits.id)

        assert taken == AssignmentWish(waits.id, request_id, staff_id, asked)
        assert (waits.manner, waits.overrides) == (asked.manner, asked.overrides)
        assert waits.due_at is not None
        assert asking.staff == ((staff_id, "Kaisa"),)


async def wish_of(world: StoreWorld) -> AssignmentWish:
    """Wish for a volunteer of a request that is just there."""
    return AssignmentWish(new_id(), await request(world), await world.add_staff("Kaisa"), Ask(17))


def sender(world: StoreWorld) -> SendWishes:
    """Send without time to undo it."""
    return SendWishes(world.store, Drawn().chance(), wait=timedelta())


async def waiting(
    world: StoreWorld, send: SendWishes, request_id: RequestId, staff_id: StaffId
) -> WishId:
    """Wish that one volunteer be asked; it has not left."""
    await send.ask_volunteer(request_id, Ask(17), staff_id)
    async with world.store.begin() as work:
        asking = await work.wishes.asking(request_id)
    assert asking is not None
    return asking.wishes[0].id


def new_id() -> WishId:
    return WishId(uuid4())


async def request(world: StoreWorld) -> RequestId:
    return (await world.add_request()).id


async def sent(world: StoreWorld, request_id: RequestId) -> Sequence[SentWish]:
    """Give what was wished for a request."""
    async with world.store.begin() as work:
        asking = await work.wishes.asking(request_id)
    assert asking is not None
    return asking.wishes


async def wishes(world: StoreWorld) -> list[tuple[int | None, str | None]]:
    (line,) = await world.board.lines(Wanted(), 10)
    return [(wish.volunteer_number, wish.answer) for wish in line.wishes]


async def version(world: StoreWorld, request_id: RequestId) -> int:
    async with world.store.begin() as work:
        found = await work.requests.lock(request_id)
    assert found is not None
    assert found.state is State.RECEIVED
    return found.version
