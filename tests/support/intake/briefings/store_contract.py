"""What the store of letters of mornings must do."""

from datetime import date, timedelta

from services.intake.requests.model import Closure, Promise, State, Unmatched
from shared.contracts.words import UnmatchedReason
from tests.support.intake.store_world import StoreWorld

DAY = date(2026, 11, 26)
HOUR = timedelta(hours=1)


class BriefingsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_the_letter_of_a_day_begins_once(self, world: StoreWorld) -> None:
        begun = []
        for day in (DAY, DAY, DAY + timedelta(days=1)):
            async with world.store.begin() as work:
                begun.append(await work.briefings.begin(day))

        assert begun == [True, False, True]

    async def test_who_waits_longest_is_told_first_and_why(self, world: StoreWorld) -> None:
        stuck = await world.add_request("one")
        await world.pass_time(HOUR)
        waiting, done = await world.add_request("two"), await world.add_request("three")
        async with world.store.begin() as work:
            notice = Unmatched(1, UnmatchedReason.WAITED_TOO_LONG, 4, 0, 0, 1)
            await work.requests.save_standing(stuck.id, 1, State.UNMATCHED, None)
            await work.requests.keep_unmatched(stuck.id, notice)
            await work.requests.save_standing(done.id, 2, State.CLOSED, Closure.COMPLETED)

        async with world.store.begin() as work:
            told = await work.briefings.read(await world.now(), 5)
            shorter = await work.briefings.read(await world.now(), 1)

        assert [(each.request_id, each.reason) for each in told.waiting] == [
            (stuck.id, "waited_too_long"),
            (waiting.id, ""),
        ]
        assert told.waiting[0].waited >= HOUR
        assert [each.request_id for each in shorter.waiting] == [stuck.id]

    async def test_what_was_promised_until_then_is_told_with_how_many(
        self, world: StoreWorld
    ) -> None:
        now = await world.now()
        ids = [(await world.add_request(link)).id for link in ("one", "two", "three")]
        async with world.store.begin() as work:
            for hours, one in zip((3, 1, 30), ids, strict=True):
                heard_by = now + hours * HOUR
                await work.requests.keep_promise(one, Promise(heard_by, heard_by - HOUR))

        async with world.store.begin() as work:
            told = await work.briefings.read(now + 24 * HOUR, 1)

        assert [(each.at, each.request_id) for each in told.promised] == [(now + HOUR, ids[1])]
        assert told.promised_in_all == 2
