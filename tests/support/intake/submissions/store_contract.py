"""How a store takes requests in."""

import asyncio
from dataclasses import replace

import pytest

from services.intake.attention.model import AttentionReason as R
from services.intake.board.model import Wanted
from services.intake.doors.model import Entry, Flag
from services.intake.requests.model import Contact, State
from services.intake.submissions.events import created
from services.intake.submissions.ports import KeyTakenError, ReferenceTakenError
from services.intake.submissions.use_cases.sweep import SweepAnswers
from shared.contracts.words import Category, Channel, Language
from shared.reach_points import ReachKind
from tests.support.intake.store_world import DAY, REFUSED, StoreWorld
from tests.support.intake.submissions.building import (
    answer,
    new_request,
    plea,
    plea_for_another,
    reach_points,
    submission,
    taken_in,
)


class SubmissionsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_request_whose_event_was_said_before_is_not_kept(
        self, world: StoreWorld
    ) -> None:
        first, second = new_request("one"), new_request("two")
        await world.reception.take_in(taken_in(first))

        with pytest.raises(REFUSED):
            await world.reception.take_in(
                replace(taken_in(second, "key"), announcements=[created(first)])
            )

        async with world.store.begin() as work:
            assert await work.requests.lock(second.id) is None
            assert await work.requests.by_link(second.status_hash) is None
            assert await work.submissions.stored_answer(submission("key").key_hash) is None

    async def test_who_reads_plain_finnish_is_kept_so_with_each_way_to_reach_them(
        self, world: StoreWorld
    ) -> None:
        selko = Language.SIMPLE_FINNISH
        points = tuple(replace(point, language=selko) for point in reach_points())
        new = new_request("selko")
        new = replace(new, plea=replace(new.plea, language=selko, reach_points=points))

        await world.reception.take_in(taken_in(new, "selko"))

        async with world.store.begin() as work:
            kept = await work.requests.lock(new.id)
            (phone,) = await work.requests.reach_points(new.id)
        assert kept is not None
        assert kept.language is phone.language is selko

    async def test_a_kept_request_reads_back_as_received(self, world: StoreWorld) -> None:
        new = await world.add_request()

        async with world.store.begin() as work:
            locked = await work.requests.lock(new.id)
            linked = await work.requests.by_link(new.status_hash)
            contact = await work.requests.contact(new.id)
            reach_points = await work.requests.reach_points(new.id)

        assert locked is not None
        assert locked == linked
        assert (locked.reference, locked.version) == (new.reference, 1)
        assert (locked.state, locked.closure) == (State.RECEIVED, None)
        assert (locked.municipality, locked.language) == ("491", new.plea.language)
        assert locked.activation == new.activation
        assert contact == new.plea.contact
        assert tuple(reach_points) == new.plea.reach_points

    async def test_whom_a_person_must_see_to_is_called_as_it_is_kept(
        self, world: StoreWorld
    ) -> None:
        new = replace(new_request(), calls=frozenset({R.SENSITIVE, R.NO_CHANNEL}))

        await world.reception.take_in(taken_in(new))

        async with world.store.begin() as work:
            called = {one.reason for one in await work.attention.open_of(new.id)}
            locked = await work.requests.lock(new.id)
        assert called == new.calls
        assert locked is not None
        assert locked.state is State.RECEIVED

    async def test_who_is_in_danger_is_with_a_person_and_never_held(
        self, world: StoreWorld
    ) -> None:
        new = replace(new_request(), calls=frozenset({R.DANGER_CALL_ME}))
        held = replace(taken_in(new, "key"), entry=Entry(flags=frozenset({Flag.UNPROVEN})))

        assert await world.reception.take_in(held)

        async with world.store.begin() as work:
            locked = await work.requests.lock(new.id)
            stored = await work.submissions.stored_answer(submission("key").key_hash)
            called = [one.reason for one in await work.attention.open_of(new.id)]
        assert locked is not None
        assert (locked.state, locked.version) == (State.ESCALATED, 1)
        assert stored is not None
        assert stored.answer is not None
        assert stored.answer.state is State.ESCALATED
        assert called == [R.DANGER_CALL_ME]

    async def test_of_what_is_held_a_person_is_called_where_somebody_may_be_in_need(
        self, world: StoreWorld
    ) -> None:
        calls = frozenset({R.SENSITIVE, R.WORDS, R.NO_CHANNEL, R.TELL_HELPED})
        new = replace(new_request(), calls=calls)
        held = replace(taken_in(new), entry=Entry(flags=frozenset({Flag.UNPROVEN})))

        assert not await world.reception.take_in(held)

        async with world.store.begin() as work:
            called = {one.reason for one in await work.attention.open_of(new.id)}
        (line,) = await world.call_list.lines(10)
        assert called == {R.SENSITIVE, R.WORDS}
        assert line.request.is_held

    async def test_what_was_not_given_is_not_there(self, world: StoreWorld) -> None:
        bare = replace(plea(), contact=Contact(), reach_points=reach_points(email=""))
        new = replace(new_request(), plea=bare)
        await world.reception.take_in(taken_in(new))

        async with world.store.begin() as work:
            assert await work.requests.contact(new.id) == Contact()
            (point,) = await work.requests.reach_points(new.id)
        assert (point.kind, point.address) == (ReachKind.PHONE, "+358401234567")

    async def test_a_task_says_what_where_and_how_soon(self, world: StoreWorld) -> None:
        new = new_request()
        await world.reception.take_in(taken_in(new))

        async with world.store.begin() as work:
            task = await work.requests.task(new.id)
        assert (task.category, task.urgency) == (new.plea.category, new.plea.urgency)
        assert (task.language, task.postal_code) == (new.plea.language, new.plea.postal_code)
        assert task.municipality == new.plea.municipality

    async def test_all_that_is_asked_for_reads_back(self, world: StoreWorld) -> None:
        also = (Category.PHARMACY, Category.TRANSPORT)
        new = replace(new_request(), plea=replace(plea(), also=also))
        await world.reception.take_in(taken_in(new))

        async with world.store.begin() as work:
            locked = await work.requests.lock(new.id)
            task = await work.requests.task(new.id)
            asked = await work.requests.asked(new.id)
        (line,) = await world.board.lines(Wanted(), 10)
        assert locked is not None
        assert locked.needs == task.needs == (Category.GROCERIES, *also)
        assert tuple(asked.also) == tuple(line.also) == also

    async def test_after_which_request_it_is_asked_again_reads_back(
        self, world: StoreWorld
    ) -> None:
        before = await world.add_request("before")
        new = replace(new_request(), plea=replace(plea(), again_of=before.id))
        await world.reception.take_in(taken_in(new))

        async with world.store.begin() as work:
            locked = await work.requests.lock(new.id)
            assert locked is not None
            points = await work.requests.reach_points(new.id)
            contact = await work.requests.contact(new.id)
            read = await work.submissions.read_new(locked, contact, points, new.promise)

        assert read.plea.again_of == before.id

    async def test_two_people_each_have_a_number_of_their_own(self, world: StoreWorld) -> None:
        new = replace(new_request(), plea=plea_for_another())
        await world.reception.take_in(taken_in(new))

        async with world.store.begin() as work:
            contact = await work.requests.contact(new.id)
            points = await work.requests.reach_points(new.id)
            circumstances = await work.requests.circumstances(new.id)
        assert contact == new.plea.contact
        assert tuple(points) == new.plea.reach_points
        assert circumstances == new.plea.circumstances

    async def test_a_key_is_taken_once(self, world: StoreWorld) -> None:
        first, second = new_request("one"), new_request("two")
        await world.reception.take_in(taken_in(first, "key"))

        with pytest.raises(KeyTakenError):
            await world.reception.take_in(taken_in(second, "key"))

        async with world.store.begin() as work:
            assert await work.requests.lock(second.id) is None
            stored = await work.submissions.stored_answer(submission("key").key_hash)
        assert stored is not None
        assert stored.answer == answer(first)
        assert stored.fingerprint == submission("key").fingerprint

    async def test_many_with_one_key_at_once_make_one_request(self, world: StoreWorld) -> None:
        async def take_in(number: int) -> bool:
            new = new_request(f"link-{number}")
            try:
                await world.reception.take_in(taken_in(new, "key"))
            except KeyTakenError:
                return False
            return True

        taken = await asyncio.gather(*(take_in(number) for number in range(8)))

        assert sum(taken) == 1
        assert sum((await world.board.counts()).values()) == 1

    async def test_an_answer_is_gone_after_a_day_and_its_key_is_not(
        self, world: StoreWorld
    ) -> None:
        new = new_request()
        await world.reception.take_in(taken_in(new, "key"))

        await world.pass_time(DAY)

        async with world.store.begin() as work:
            stored = await work.submissions.stored_answer(submission("key").key_hash)
            known = await work.submissions.known(submission("key").key_hash)
        assert stored is not None
        assert stored.answer is None
        assert known == stored

    @pytest.mark.parametrize("channel", [Channel.IMPORT, Channel.WEB])
    async def test_the_key_of_a_row_of_a_file_outlives_the_erasure_of_its_request(
        self, world: StoreWorld, channel: Channel
    ) -> None:
        first, second = (
            replace(new_request(link), plea=replace(plea(), channel=channel))
            for link in ("one", "two")
        )
        await world.reception.take_in(taken_in(first, "key"))
        async with world.store.begin() as work:
            await work.requests.erase(first.id)

        if channel is Channel.WEB:
            await world.reception.take_in(taken_in(second, "key"))
        else:
            with pytest.raises(KeyTakenError):
                await world.reception.take_in(taken_in(second, "key"))

        async with world.store.begin() as work:
            stored = await work.submissions.stored_answer(submission("key").key_hash)
            known = await work.submissions.known(submission("key").key_hash)
            stranger = await work.submissions.known(submission("another").key_hash)
        assert (stored is None) == (channel is Channel.IMPORT)
        assert known is not None
        assert (known.fingerprint is None) == (channel is Channel.IMPORT)
        assert stranger is None

    async def test_an_old_answer_is_removed_once(self, world: StoreWorld) -> None:
        await world.reception.take_in(taken_in(new_request(), "key"))
        early = await SweepAnswers(world.store).forget_old_answers()

        await world.pass_time(DAY)

        removed = [await SweepAnswers(world.store).forget_old_answers() for _ in range(2)]
        assert (early, removed) == (0, [1, 0])

    async def test_a_reference_is_given_once(self, world: StoreWorld) -> None:
        first, second = new_request("one", number=7), new_request("two", number=7)
        await world.reception.take_in(taken_in(first))

        with pytest.raises(ReferenceTakenError):
            await world.reception.take_in(taken_in(second))
