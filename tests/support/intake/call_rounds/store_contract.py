"""How a store keeps rounds of calls."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.intake.call_rounds.model import (
    HELD,
    SILENT,
    Asker,
    Beginning,
    Entry,
    Held,
    PersonId,
    Reach,
    Result,
    Round,
    Segment,
    Source,
    Step,
)
from services.intake.calls.model.call import CallId
from services.intake.requests.model import Closure, State
from services.intake.staff.model import StaffId
from shared.contracts.call_words import CallDirection
from shared.contracts.words import Category, Language
from tests.support.activations import ACTIVATION, EXERCISE
from tests.support.intake.call_rounds.building import PHONES, PLAN, begins, entries, given
from tests.support.intake.store_world import REFUSED, StoreWorld
from tests.support.intake.submissions.building import MARK


async def made(world: StoreWorld, phones: tuple[str, ...] = PHONES) -> tuple[Beginning, StaffId]:
    kaisa, new = await world.add_staff(f"Kaisa {uuid4()}"), begins()
    async with world.store.begin() as work:
        await work.call_rounds.make(new, kaisa)
        await work.call_rounds.add(new.id, entries(phones))
        await work.call_rounds.note(new.id, kaisa, Step.MADE)
    return new, kaisa


async def shown(world: StoreWorld, new: Beginning) -> Round:
    async with world.store.begin() as work:
        found = await work.call_rounds.read(new.id)
    assert found is not None
    return found


async def take(world: StoreWorld, new: Beginning, by: StaffId) -> Held | None:
    async with world.store.begin() as work:
        return await work.call_rounds.take(new.id, by)


async def reached(world: StoreWorld, **bent: object) -> Reach:
    segment = Segment(**{"days": 30, **bent})  # type: ignore[arg-type]  # as the test says
    async with world.store.begin() as work:
        return await work.call_rounds.reach(segment, EXERCISE)


class CallRoundsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_round_says_what_for_and_in_counts_how_far_it_is(
        self, world: StoreWorld
    ) -> None:
        new, kaisa = await made(world)
        held = await take(world, new, kaisa)
        assert held is not None

        async with world.store.begin() as work:
            await work.call_rounds.settle(held.person_id, Result.REACHED)

        found = await shown(world, new)
        assert (found.plan, found.source) == (PLAN, Source.GIVEN)
        assert (found.people, found.waiting, found.due) == (3, 2, 2)
        assert dict(found.results) == {Result.REACHED: 1}

    async def test_each_of_the_staff_gets_somebody_else(self, world: StoreWorld) -> None:
        new, kaisa = await made(world, PHONES[:2])
        others = [await world.add_staff(f"Veli {uuid4()}") for _ in range(2)]

        taken = [await take(world, new, by) for by in (kaisa, *others)]

        assert len({held.mark for held in taken if held}) == 2
        assert taken[-1] is None

    async def test_a_number_on_two_rounds_is_held_by_one(self, world: StoreWorld) -> None:
        first, kaisa = await made(world, PHONES[:1])
        second, veli = await made(world, PHONES[:1])

        taken = [await take(world, first, kaisa), await take(world, second, veli)]

        assert [held is None for held in taken] == [False, True]

    async def test_whoever_is_not_rung_for_a_quarter_of_an_hour_goes_to_another(
        self, world: StoreWorld
    ) -> None:
        new, kaisa = await made(world, PHONES[:1])
        veli = await world.add_staff(f"Veli {uuid4()}")
        await take(world, new, kaisa)

        async def of_veli() -> Held | None:
            async with world.store.begin() as work:
                await work.call_rounds.let_go(HELD, SILENT)
                return await work.call_rounds.take(new.id, veli)

        early = await of_veli()
        await world.pass_time(HELD + timedelta(seconds=1))

        assert early is None
        assert await of_veli() is not None

    @pytest.mark.parametrize(("passed", "is_let_go"), [(HELD * 2, False), (SILENT * 1.1, True)])
    async def test_who_is_on_the_phone_belongs_to_their_call_until_it_falls_silent(
        self, world: StoreWorld, passed: timedelta, is_let_go: bool
    ) -> None:
        new, kaisa = await made(world, PHONES[:1])
        held, call_id = await take(world, new, kaisa), CallId(uuid4())
        assert held is not None
        async with world.store.begin() as work:
            await work.calls.open(call_id, kaisa, CallDirection.OUTBOUND, ACTIVATION)
            await work.call_rounds.begin_call(held.person_id, call_id)
        await world.pass_time(passed)

        async with world.store.begin() as work:
            await work.call_rounds.let_go(HELD, SILENT)
            rung = await work.call_rounds.rung_in(call_id)

        assert (rung is None) is is_let_go

    async def test_who_did_not_answer_is_due_again_after_the_rounds_time(
        self, world: StoreWorld
    ) -> None:
        new, kaisa = await made(world, PHONES[:1])
        held = await take(world, new, kaisa)
        assert held is not None
        async with world.store.begin() as work:
            await work.call_rounds.try_again(held.person_id)

        at_once = await take(world, new, kaisa)
        waits = await shown(world, new)
        await world.pass_time(timedelta(hours=PLAN.again_hours, seconds=1))
        later = await take(world, new, kaisa)

        assert at_once is None
        assert (waits.waiting, waits.due) == (1, 0)
        assert later is not None
        assert later.tries == 1

    async def test_who_refuses_is_taken_off_every_round_and_put_on_none(
        self, world: StoreWorld
    ) -> None:
        first, kaisa = await made(world, PHONES[:1])
        second, _ = await made(world, PHONES[:2])
        held = await take(world, first, kaisa)
        assert held is not None

        async with world.store.begin() as work:
            await work.call_rounds.refuse(held.mark)
            await work.call_rounds.settle(held.person_id, Result.REFUSED)
        third, _ = await made(world, PHONES[:2])

        stands = [await shown(world, each) for each in (first, second, third)]
        assert [one.waiting for one in stands] == [0, 1, 1]
        assert [dict(one.results) for one in stands] == [
            {Result.REFUSED: 1},
            {Result.REFUSED: 1},
            {},
        ]

    async def test_a_number_stands_once_on_a_round(self, world: StoreWorld) -> None:
        new, _ = await made(world, PHONES[:1])

        with pytest.raises(REFUSED):
            async with world.store.begin() as work:
                await work.call_rounds.add(new.id, entries(PHONES[:1]))

    async def test_who_is_given_comes_back_as_they_were_given(self, world: StoreWorld) -> None:
        new, kaisa = await made(world, PHONES[:1])
        held = await take(world, new, kaisa)
        assert held is not None

        async with world.store.begin() as work:
            assert await work.call_rounds.given(held.person_id) == given(PHONES[0])

    async def test_a_closed_round_is_counts_and_is_closed_once(self, world: StoreWorld) -> None:
        new, kaisa = await made(world)
        await take(world, new, kaisa)

        async with world.store.begin() as work:
            closed = [await work.call_rounds.close(new.id) for _ in range(2)]

        found = await shown(world, new)
        assert closed == [True, False]
        assert (found.plan, found.waiting, found.due) == (None, 3, 0)
        assert await take(world, new, kaisa) is None

    async def test_a_round_whose_time_is_over_gives_nobody_and_is_named(
        self, world: StoreWorld
    ) -> None:
        new, kaisa = await made(world)
        await world.pass_time(timedelta(days=PLAN.days, seconds=1))

        taken = await take(world, new, kaisa)
        async with world.store.begin() as work:
            over = await work.call_rounds.over(5)

        assert taken is None
        assert new.id in over

    async def test_who_asked_is_found_by_what_they_asked_and_their_number_once(
        self, world: StoreWorld
    ) -> None:
        for link in ("status-token", "another"):
            await world.add_request(link)

        found = await reached(
            world,
            municipality="491",
            area="501",
            category=Category.GROCERIES,
            language=Language.FINNISH,
        )

        assert found.asked == 2
        assert [(one.mark, one.language) for one in found.people] == [(MARK, Language.FINNISH)]

    @pytest.mark.parametrize(
        "bent",
        [
            {"municipality": "091"},
            {"area": "9"},
            {"category": Category.PHARMACY},
            {"language": Language.SWEDISH},
            {"adults": True},
        ],
    )
    async def test_who_asked_for_something_else_is_not_found(
        self, world: StoreWorld, bent: dict[str, object]
    ) -> None:
        await world.add_request()

        assert (await reached(world, **bent)).asked == 0

    async def test_who_asked_long_ago_is_not_found(self, world: StoreWorld) -> None:
        await world.add_request()
        await world.pass_time(timedelta(days=31))

        assert (await reached(world)).people == []

    async def test_who_may_be_rung_no_more_is_not_rung_and_found_by_no_round(
        self, world: StoreWorld
    ) -> None:
        new = await world.add_request()
        begins_one = begins(Source.REQUESTS)
        kaisa = await world.add_staff(f"Kaisa {uuid4()}")
        entry = Entry(PersonId(uuid4()), Asker(new.id, MARK, Language.FINNISH), MARK)
        async with world.store.begin() as work:
            await work.call_rounds.make(begins_one, kaisa)
            await work.call_rounds.add(begins_one.id, [entry])
            before = await work.call_rounds.may_still_ring(entry.id)
            await work.requests.save_standing(new.id, 2, State.CLOSED, Closure.SET_ASIDE)
            after = await work.call_rounds.may_still_ring(entry.id)

        assert (before, after) == (True, False)
        assert (await reached(world)).people == []
