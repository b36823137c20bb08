"""What the store of letters of mornings must do."""

from datetime import date, timedelta
from uuid import uuid4

from services.intake.briefings.model import Lapse
from services.intake.requests.model import Closure, Promise, State, Unmatched
from shared.contracts.words import UnmatchedReason
from tests.support.intake.briefings.building import keep_referral, organisation_with
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

    async def test_a_morning_of_an_organisation_begins_once_a_day_until_it_leaves(
        self, world: StoreWorld
    ) -> None:
        which, begun = await organisation_with(world.store, "veera"), []
        for day in (DAY, DAY, DAY + timedelta(days=1), DAY):
            async with world.store.begin() as work:
                begun.append(await work.partner_mornings.begin(which, day))
        async with world.store.begin() as work:
            await work.organisations.end(which)
        async with world.store.begin() as work:
            begun.append(await work.partner_mornings.begin(which, DAY + timedelta(days=2)))

        assert begun == [True, False, True, False, False]

    async def test_an_organisation_is_told_its_own_open_referrals_and_what_lapses(
        self, world: StoreWorld
    ) -> None:
        which, other = uuid4(), uuid4()
        asked = [await world.add_request(link) for link in ("one", "two", "three")]
        for request, whose in zip(asked, (which, which, other), strict=True):
            await keep_referral(world.store, request.id, whose)
        async with world.store.begin() as work:
            await work.requests.save_standing(asked[1].id, 2, State.CLOSED, Closure.COMPLETED)
            for version, until in ((2, DAY), (1, DAY + timedelta(days=30))):
                await work.partner_mornings.keep_capacity(which, "food", until, version)
            await work.partner_mornings.keep_capacity(which, "errands", None, 1)
            later = DAY + timedelta(days=8)
            await work.partner_mornings.keep_capacity(which, "wellbeing", later, 1)
        week = DAY, DAY + timedelta(days=7)

        async with world.store.begin() as work:
            told = await work.partner_mornings.read(which, *week, 5)
            await work.partner_mornings.keep_pause(which, 3, is_paused=True)
            await work.partner_mornings.keep_pause(which, 2, is_paused=False)
            rests = await work.partner_mornings.read(which, *week, 5)

        assert [each.municipality for each in told.referrals] == [asked[0].plea.municipality]
        assert (told.referrals_in_all, told.lapses) == (1, [Lapse("food", DAY)])
        assert (len(rests.referrals), rests.lapses) == (1, [])
