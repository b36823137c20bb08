"""What every store must do with the membership of a volunteer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.matching.volunteers.model import Contact, Volunteer, VolunteerId, VolunteerState
from shared.contracts.words import Language
from shared.reach_points import ReachKind
from shared.sealing.tokens import token_hash
from tests.support.matching.ground import Ground
from tests.support.matching.volunteers.building import JUVA, MIKKELI, contact, newcomer, offer

DAY = timedelta(days=1)


class MembersContract:
    """The behaviours; `ground` is given by who inherits them."""

    async def test_only_the_newest_of_a_members_links_works_and_no_longer_than_it_lives(
        self, ground: Ground
    ) -> None:
        veera = await ground.add_volunteer()
        kept = [await self._keep(ground, veera, f"link {number}") for number in range(2)]

        found = [await self._whose(ground, f"link {number}") for number in range(2)]
        await ground.pass_time(DAY)

        assert kept == [True, True]
        assert found == [None, veera]
        assert await self._whose(ground, "link 1") is None

    async def test_three_links_an_hour_and_six_a_day_are_kept(self, ground: Ground) -> None:
        veera, other = await ground.add_volunteer(), await ground.add_volunteer()
        kept = []
        for hour in range(3):
            kept += [await self._keep(ground, veera, f"{hour} {number}") for number in range(4)]
            await ground.pass_time(timedelta(hours=2))

        assert kept == [*[True] * 3, False, *[True] * 3, False, *[False] * 4]
        assert await self._keep(ground, other, "another")

    async def test_who_pauses_is_on_no_list_of_helpers_until_it_is_over(
        self, ground: Ground
    ) -> None:
        veera = await ground.add_volunteer()
        async with ground.store.begin() as work:
            mark = await work.helpers.mark()
            await work.volunteers.pause(veera, DAY)
        paused, helpers = await self._read(ground, veera), await self._helpers(ground, mark)
        before = await ground.due_pauses.pauses_over(10)
        await ground.pass_time(DAY)
        after = await ground.due_pauses.pauses_over(10)
        async with ground.store.begin() as work:
            await work.volunteers.resume(veera)

        assert paused.state is VolunteerState.PAUSED
        assert paused.paused_until is not None
        assert helpers == ([], [])
        assert (before, after) == ([], [veera])
        back = await self._read(ground, veera)
        assert (back.state, back.paused_until) == (VolunteerState.ACTIVE, None)
        assert len((await self._helpers(ground, mark))[0]) == 1

    async def test_a_pause_without_an_end_is_never_over(self, ground: Ground) -> None:
        veera = await ground.add_volunteer()
        async with ground.store.begin() as work:
            await work.volunteers.pause(veera, DAY)
            await work.volunteers.pause(veera, None)
        await ground.pass_time(400 * DAY)

        assert await ground.due_pauses.pauses_over(10) == []

    async def test_a_pause_does_not_bring_back_who_is_set_aside_but_their_own_word_does(
        self, ground: Ground
    ) -> None:
        veera = await ground.add_volunteer()
        async with ground.store.begin() as work:
            await work.volunteers.set_aside(veera, "recipient_refused")
            await work.volunteers.pause(veera, DAY)
        aside = await self._read(ground, veera)
        async with ground.store.begin() as work:
            await work.volunteers.resume(veera)

        assert aside.state is VolunteerState.SET_ASIDE
        assert (await self._read(ground, veera)).state is VolunteerState.ACTIVE
        assert veera not in await ground.listed_volunteers()

    async def test_what_a_member_says_anew_is_what_is_read_and_their_address_stays_proven(
        self, ground: Ground
    ) -> None:
        new, before = newcomer(), contact("veera@example.org")
        said = offer(areas=(MIKKELI, JUVA), weekly_cap=5)
        after = replace(
            contact("Veera@example.org", phone="", language=Language.SWEDISH), name="Veera Uusi"
        )
        async with ground.store.begin() as work:
            await work.volunteers.add(new, before)
            await work.volunteers.activate(new.id)
            await work.volunteers.verify(new.id, ReachKind.EMAIL)
            assert await work.volunteers.change_member(new.id, said, after)

        async with ground.store.begin() as work:
            read = await work.volunteers.contact(new.id)
            assert (await work.volunteers.read(new.id)).offer == said
        (mail,) = read.reach_points
        assert read == Contact("Veera Uusi", (replace(after.reach_points[0], is_verified=True),))
        assert mail.is_verified

    async def test_nobody_but_a_member_is_changed(self, ground: Ground) -> None:
        applied, gone = await ground.apply(), await ground.add_volunteer()
        async with ground.store.begin() as work:
            left = await work.volunteers.lock(gone)
            assert left is not None
            await work.volunteers.erase(left)
            changed = [await work.volunteers.change_member(applied, offer(weekly_cap=7), contact())]

        assert changed == [False]
        assert (await self._read(ground, applied)).offer == offer()

    @pytest.mark.parametrize(
        ("name", "phone", "is_found"),
        [
            ("veera Toinen", "+358401234567", True),
            ("Ville Virtanen", "+358401234567", False),
            ("Veera Virtanen", "+358400000000", False),
            ("Veera Virtanen", "", False),
        ],
    )
    async def test_a_member_with_the_same_number_and_first_name_is_found_until_they_leave(
        self, ground: Ground, name: str, phone: str, is_found: bool
    ) -> None:
        veera, second = await ground.add_volunteer(), newcomer()
        async with ground.store.begin() as work:
            await work.volunteers.add(second, replace(contact(phone=phone), name=name))
            other = await work.volunteers.other_of_person(second.id)
            mirrored = await work.volunteers.other_of_person(veera)
            found = await work.volunteers.lock(veera)
            assert found is not None
            await work.volunteers.erase(found)
            afterwards = await work.volunteers.other_of_person(second.id)

        assert other == (veera if is_found else None)
        assert (mirrored, afterwards) == (None, None)

    async def test_who_is_erased_has_no_link(self, ground: Ground) -> None:
        veera = await ground.add_volunteer()
        await self._keep(ground, veera, "link")
        async with ground.store.begin() as work:
            found = await work.volunteers.lock(veera)
            assert found is not None
            await work.volunteers.erase(found)

        assert await self._whose(ground, "link") is None

    @staticmethod
    async def _keep(ground: Ground, who: VolunteerId, token: str) -> bool:
        async with ground.store.begin() as work:
            return await work.member_links.keep(who, token_hash(token), DAY)

    @staticmethod
    async def _whose(ground: Ground, token: str) -> VolunteerId | None:
        async with ground.store.begin() as work:
            return await work.member_links.whose(token_hash(token))

    @staticmethod
    async def _read(ground: Ground, who: VolunteerId) -> Volunteer:
        async with ground.store.begin() as work:
            return await work.volunteers.read(who)

    @staticmethod
    async def _helpers(ground: Ground, mark: int) -> tuple[list[int], list[int]]:
        async with ground.store.begin() as work:
            everyone = [each.number async for some in work.helpers.everyone() for each in some]
            changed = [each.number for each in (await work.helpers.changes(mark)).helpers]
        return everyone, changed
