"""What a store of cards must do."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest

from services.intake.callers.model import Agreement, Counted, Like
from services.intake.requests.model import Circumstances, Closure, RequestId, State
from services.intake.submissions.model import Plea, Reserved
from shared.contracts.words import Category, ServiceLine
from tests.support.intake.store_world import DAY, StoreWorld
from tests.support.intake.submissions.building import new_request, taken_in

WHY = (Agreement.PHONE, Agreement.NAME)


def like(request_id: RequestId) -> Like:
    return Like(request_id, WHY, 9.0)


def secret(plea: Plea) -> Plea:
    return replace(plea, circumstances=Circumstances(address_secret=True))


def sensitive(plea: Plea) -> Plea:
    return replace(plea, category=Category.CRISIS_SUPPORT)


class CallersContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_card_says_how_a_request_stands_and_nothing_of_whom(
        self, world: StoreWorld
    ) -> None:
        first, second = await world.add_request("first"), await world.add_request("second")

        async with world.store.begin() as work:
            cards = await work.callers.cards(
                [like(second.id), like(RequestId(uuid4())), like(first.id)]
            )

        assert [card.request_id for card in cards] == [second.id, first.id]
        assert (cards[0].state, cards[0].line, cards[0].town, cards[0].why) == (
            State.RECEIVED,
            ServiceLine.ERRANDS,
            "491",
            WHY,
        )

    async def test_who_was_erased_is_on_no_card(self, world: StoreWorld) -> None:
        new = await world.add_request()
        async with world.store.begin() as work:
            await work.requests.save_standing(new.id, 1, State.CLOSED, Closure.COMPLETED)
            await work.requests.erase(new.id)

        async with world.store.begin() as work:
            assert list(await work.callers.cards([like(new.id)])) == []

    @pytest.mark.parametrize("bent", [secret, sensitive])
    async def test_who_must_not_be_recognised_is_on_no_card(
        self, world: StoreWorld, bent: Callable[[Plea], Plea]
    ) -> None:
        new = new_request()
        new = replace(new, plea=bent(new.plea))
        await world.reception.take_in(taken_in(replace(new, reserved=frozenset(Reserved))))

        async with world.store.begin() as work:
            assert list(await work.callers.cards([like(new.id)])) == []

    async def test_a_card_counts_once_a_call_and_a_search_each_time(
        self, world: StoreWorld
    ) -> None:
        kaisa, other = await world.add_staff("kaisa"), await world.add_staff("other")
        one, two, call, later = RequestId(uuid4()), RequestId(uuid4()), uuid4(), uuid4()
        async with world.store.begin() as work:
            for shown in ([one], [one, two], []):
                await work.callers.note_search(kaisa, call, shown)
            await work.callers.note_search(kaisa, later, [one])
            await work.callers.note_search(other, call, [two])

        async with world.store.begin() as work:
            assert await work.callers.counted(kaisa, call) == Counted(4, 3, 3, 2)
        await world.pass_time(DAY)
        async with world.store.begin() as work:
            assert await work.callers.counted(kaisa, call) == Counted()
