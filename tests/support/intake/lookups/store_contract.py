"""What a store of lookups must do."""

from datetime import timedelta
from uuid import uuid4

from services.intake.lookups.model import AlarmId, Reason
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from shared.sealing.tokens import token_hash
from tests.support.intake.store_world import DAY, StoreWorld
from tests.support.intake.submissions.building import MARK

AFTER_A_MOMENT = DAY - timedelta(hours=1)


class LookupsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_a_person_is_found_by_reference_and_by_mark(self, world: StoreWorld) -> None:
        new = await world.add_request()

        async with world.store.begin() as work:
            by_reference = await work.lookups.by_reference(new.reference)
            by_mark = await work.lookups.by_mark(MARK, 20)
            others = await work.lookups.by_mark(token_hash("of nobody"), 20)

        assert [found.id for found in by_reference] == [found.id for found in by_mark] == [new.id]
        assert list(others) == []

    async def test_of_many_requests_the_newest_are_found(self, world: StoreWorld) -> None:
        first = await world.add_request("first")
        await world.pass_time(timedelta(hours=1))
        newest = await world.add_request("second")
        ids = [RequestId(uuid4()), first.id, newest.id]

        async with world.store.begin() as work:
            (found,) = await work.lookups.by_mark(MARK, 1)
            by_ids = [await work.lookups.by_ids(ids, limit) for limit in (1, 9)]

        assert found.id == newest.id
        assert [[each.id for each in some] for some in by_ids] == [
            [newest.id],
            [newest.id, first.id],
        ]

    async def test_who_was_erased_is_found_by_no_mark(self, world: StoreWorld) -> None:
        new = await world.add_request()

        async with world.store.begin() as work:
            await work.requests.erase(new.id)

        async with world.store.begin() as work:
            assert list(await work.lookups.by_mark(MARK, 20)) == []

    async def test_searches_are_counted_for_a_day(self, world: StoreWorld) -> None:
        kaisa, other = await world.add_staff("kaisa"), await world.add_staff("other")
        async with world.store.begin() as work:
            await work.lookups.hold(kaisa)
            await work.lookups.note_search(kaisa, MARK, 1)
            await work.lookups.note_search(kaisa, None, 0)

        async def counted(who: StaffId) -> int:
            async with world.store.begin() as work:
                return await work.lookups.searches(who)

        assert (await counted(kaisa), await counted(other)) == (2, 0)
        await world.pass_time(AFTER_A_MOMENT)
        assert await counted(kaisa) == 2
        await world.pass_time(DAY - AFTER_A_MOMENT)
        assert await counted(kaisa) == 0

    async def test_a_look_is_told_by_reference_mark_id_and_name(self, world: StoreWorld) -> None:
        kaisa, new = await world.add_staff("kaisa"), await world.add_request()
        await _look(world, new.id, kaisa)

        told = [
            await world.looks.looks_at(new.reference, 10),
            await world.looks.looks_at_mark(MARK, 10),
            await world.looks.looks_at_id(new.id, 10),
            await world.looks.looks_by(" Kaisa ", 10),
        ]

        for (look,) in told:
            assert (look.request_id, look.reference) == (new.id, new.reference)
            assert (look.staff_name, look.reason) == ("kaisa", Reason.SAFETY)
            assert look.volunteer_id is None

    async def test_a_volunteer_who_looked_is_told_too(self, world: StoreWorld) -> None:
        new = await world.add_request()
        link, _ = await world.add_assignment(new)
        async with world.store.begin() as work:
            await work.contacts.note_view(link)

        (look,) = await world.looks.looks_at(new.reference, 10)

        assert (look.volunteer_id, look.staff_name, look.reason) == (link.volunteer_id, None, None)

    async def test_looks_are_counted_for_a_day_and_told_for_longer(self, world: StoreWorld) -> None:
        kaisa, new = await world.add_staff("kaisa"), await world.add_request()
        await _look(world, new.id, kaisa)

        async def counted() -> int:
            async with world.store.begin() as work:
                return await work.lookups.looks(kaisa)

        assert await counted() == 1
        await world.pass_time(DAY)
        assert await counted() == 0
        assert len(await world.looks.looks_by("kaisa", 10)) == 1

    async def test_one_alarm_of_a_person_waits_until_somebody_saw_to_it(
        self, world: StoreWorld
    ) -> None:
        kaisa, lead = await world.add_staff("kaisa"), await world.add_staff("lead")
        first, second = AlarmId(uuid4()), AlarmId(uuid4())
        async with world.store.begin() as work:
            assert await work.lookups.raise_alarm(first, kaisa)
            assert not await work.lookups.raise_alarm(second, kaisa)
        assert [(alarm.id, alarm.staff_name) for alarm in await world.looks.alarms()] == [
            (first, "kaisa")
        ]

        async with world.store.begin() as work:
            await work.lookups.settle_alarm(first, lead)
            await work.lookups.settle_alarm(first, kaisa)
            assert await work.lookups.raise_alarm(second, kaisa)

        assert [alarm.id for alarm in await world.looks.alarms()] == [second]


async def _look(world: StoreWorld, request_id: RequestId, staff_id: StaffId) -> None:
    async with world.store.begin() as work:
        await work.contacts.note_look(request_id, staff_id, Reason.SAFETY)
