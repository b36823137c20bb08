"""What a store of wishes must do."""

import asyncio
from uuid import uuid4

from services.intake.board.model import Wanted
from services.intake.requests.model import RequestId, State
from services.intake.wishes.model import (
    ASKED,
    AssignmentWish,
    OrganisationId,
    Outcome,
    ReferralWish,
    SentWish,
    WishId,
)
from services.intake.wishes.use_cases import SendWishes
from tests.support.intake.building import Drawn
from tests.support.intake.store_world import StoreWorld


class WishesContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_wish_is_on_its_way_until_its_first_answer(self, world: StoreWorld) -> None:
        wish = AssignmentWish(new_id(), await request(world), await world.add_staff("Kaisa"), 17)
        async with world.store.begin() as work:
            await work.wishes.add(wish)
        before = await wishes(world)

        for answer in ("asked_before", ASKED):
            async with world.store.begin() as work:
                await work.wishes.answer(wish.id, wish.request_id, answer)

        assert before == [SentWish(17, None)]
        assert await wishes(world) == [SentWish(17, "asked_before")]

    async def test_the_same_wish_on_its_way_is_one(self, world: StoreWorld) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        organisation_id = OrganisationId(uuid4())
        added = []
        for wish in (
            AssignmentWish(new_id(), request_id, staff_id, 17),
            AssignmentWish(new_id(), request_id, staff_id, 17),
            AssignmentWish(new_id(), request_id, staff_id, 18),
            ReferralWish(new_id(), request_id, staff_id, organisation_id),
            ReferralWish(new_id(), request_id, staff_id, organisation_id),
            ReferralWish(new_id(), request_id, staff_id, OrganisationId(uuid4())),
        ):
            async with world.store.begin() as work:
                added.append(await work.wishes.add(wish))

        assert added == [True, False, True, True, False, True]

    async def test_an_answered_wish_may_be_made_again(self, world: StoreWorld) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        first = AssignmentWish(new_id(), request_id, staff_id, 17)
        async with world.store.begin() as work:
            await work.wishes.add(first)
            await work.wishes.answer(first.id, request_id, "unknown_volunteer")

        async with world.store.begin() as work:
            again = AssignmentWish(new_id(), request_id, staff_id, 17)
            assert await work.wishes.add(again)

        assert await wishes(world) == [SentWish(17, None), SentWish(17, "unknown_volunteer")]

    async def test_an_answer_to_nothing_changes_nothing(self, world: StoreWorld) -> None:
        wish = AssignmentWish(new_id(), await request(world), await world.add_staff("Kaisa"), 17)
        async with world.store.begin() as work:
            await work.wishes.add(wish)

        async with world.store.begin() as work:
            await work.wishes.answer(new_id(), wish.request_id, ASKED)
            await work.wishes.answer(wish.id, RequestId(uuid4()), ASKED)

        assert await wishes(world) == [SentWish(17, None)]

    async def test_few_wishes_are_shown_and_first_what_is_on_its_way(
        self, world: StoreWorld
    ) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        for number in (1, 2, 3, 4):
            wish = AssignmentWish(new_id(), request_id, staff_id, number)
            async with world.store.begin() as work:
                await work.wishes.add(wish)
            if number > 1:
                async with world.store.begin() as work:
                    await work.wishes.answer(wish.id, request_id, ASKED)

        shown = await wishes(world)

        assert shown == [SentWish(1, None), SentWish(4, ASKED), SentWish(3, ASKED)]

    async def test_two_coordinators_at_once_make_one_wish(self, world: StoreWorld) -> None:
        request_id = await request(world)
        send = SendWishes(world.store, Drawn().chance())
        two = [await world.add_staff("Kaisa"), await world.add_staff("Pekka")]

        outcomes = await asyncio.gather(
            *(send.ask_volunteer(request_id, 17, staff_id) for staff_id in two)
        )

        assert outcomes == [Outcome.SENT, Outcome.SENT]
        assert await wishes(world) == [SentWish(17, None)]
        assert await version(world, request_id) == 2

    async def test_two_wishes_at_once_are_numbered_one_after_the_other(
        self, world: StoreWorld
    ) -> None:
        request_id, staff_id = await request(world), await world.add_staff("Kaisa")
        send = SendWishes(world.store, Drawn().chance())

        await asyncio.gather(
            send.ask_volunteer(request_id, 17, staff_id),
            send.refer_request(request_id, OrganisationId(uuid4()), staff_id),
        )

        assert await version(world, request_id) == 3
        assert len(await wishes(world)) == 2


def new_id() -> WishId:
    return WishId(uuid4())


async def request(world: StoreWorld) -> RequestId:
    return (await world.add_request()).id


async def wishes(world: StoreWorld) -> list[SentWish]:
    (line,) = await world.board.lines(Wanted(), 10)
    return list(line.wishes)


async def version(world: StoreWorld, request_id: RequestId) -> int:
    async with world.store.begin() as work:
        found = await work.requests.lock(request_id)
    assert found is not None
    assert found.state is State.RECEIVED
    return found.version
