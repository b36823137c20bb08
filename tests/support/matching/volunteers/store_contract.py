"""What every store of volunteers must do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.matching.volunteers.model import VolunteerId, VolunteerState
from services.matching.volunteers.ports import AddressTakenError
from shared.contracts.words import Category, Language
from shared.reach_points import ReachKind
from shared.sealing.tokens import token_hash
from tests.support.activations import EXERCISE
from tests.support.matching.ground import Ground
from tests.support.matching.proposals.building import MINUTES_15, wanted
from tests.support.matching.volunteers.building import JUVA, MIKKELI, contact, newcomer, offer


class VolunteersContract:
    """The behaviours; `ground` is given by who inherits them."""

    async def test_contact_data_reads_back(self, ground: Ground) -> None:
        new, person = newcomer(activation=EXERCISE), contact()

        async with ground.store.begin() as work:
            await work.volunteers.add(new, person)
        async with ground.store.begin() as work:
            assert await work.volunteers.contact(new.id) == person
            assert await work.volunteers.read(new.id) == new
            mail = person.address(ReachKind.EMAIL)
            assert await work.volunteers.by_address(ReachKind.EMAIL, mail) == new

    async def test_the_roster_is_gone_through_a_part_at_a_time(self, ground: Ground) -> None:
        people = sorted([newcomer() for _ in range(3)], key=lambda each: each.id)
        async with ground.store.begin() as work:
            for each in people:
                await work.volunteers.add(each, contact())
            first = await work.volunteers.entries(None, 2)
            rest = await work.volunteers.entries(first[-1].volunteer.id, 2)
            person = await work.volunteers.contact(people[0].id)

        assert [each.volunteer for each in (*first, *rest)] == people
        assert (first[0].contact, first[0].asked, first[0].accepted) == (person, 0, 0)

    async def test_an_address_is_on_the_roster_once_however_it_is_spelled(
        self, ground: Ground
    ) -> None:
        async with ground.store.begin() as work:
            await work.volunteers.add(newcomer(), contact("Veera@example.org"))

        with pytest.raises(AddressTakenError):
            async with ground.store.begin() as work:
                await work.volunteers.add(newcomer(), contact("veera@EXAMPLE.org"))
        async with ground.store.begin() as work:
            found = [
                await work.volunteers.by_address(ReachKind.EMAIL, address)
                for address in ("VEERA@example.org", "aino@example.org")
            ]
        assert [each is not None for each in found] == [True, False]

    async def test_who_is_erased_is_found_by_nothing_and_asked_no_more(
        self, ground: Ground
    ) -> None:
        erased, applied = await ground.add_volunteer(), await ground.apply()

        for volunteer_id in (erased, applied):
            async with ground.store.begin() as work:
                found = await work.volunteers.lock(volunteer_id)
                assert found is not None
                await work.volunteers.erase(found)

        async with ground.store.begin() as work:
            helpers = [each async for some in work.helpers.everyone() for each in some]
            left = await work.volunteers.lock(erased)
            assert helpers == []
            assert left is not None
            assert left.state is VolunteerState.ERASED
            assert await work.volunteers.lock(applied) is None
            assert await work.volunteers.confirmation(token_hash(str(applied))) is None
            await work.volunteers.add(newcomer(), contact())

    async def test_people_may_share_a_phone_and_nobody_is_found_by_it(self, ground: Ground) -> None:
        phone = "+358151234567"
        both = [newcomer(), newcomer()]
        async with ground.store.begin() as work:
            for each in both:
                await work.volunteers.add(each, contact(phone=phone))

        async with ground.store.begin() as work:
            people = [await work.volunteers.contact(each.id) for each in both]
            found = await work.volunteers.by_address(ReachKind.PHONE, phone)

        assert [person.address(ReachKind.PHONE) for person in people] == [phone, phone]
        assert found is None

    async def test_a_reach_point_is_verified_by_itself(self, ground: Ground) -> None:
        new = newcomer()
        async with ground.store.begin() as work:
            await work.volunteers.add(new, contact())
            before = await work.volunteers.contact(new.id)
            for _ in range(2):
                await work.volunteers.verify(new.id, ReachKind.EMAIL)

        async with ground.store.begin() as work:
            after = await work.volunteers.contact(new.id)

        assert [point.is_verified for point in before.reach_points] == [False, False]
        assert [(point.kind, point.is_verified) for point in after.reach_points] == [
            (ReachKind.EMAIL, True),
            (ReachKind.PHONE, False),
        ]

    async def test_a_second_form_says_how_someone_is_reached_until_they_confirm(
        self, ground: Ground
    ) -> None:
        new = newcomer()
        first, second, third = (
            contact("veera@example.org"),
            contact("Veera@example.org", phone="", language=Language.SWEDISH),
            contact("veera@example.org", phone="+358400000000"),
        )
        async with ground.store.begin() as work:
            await work.volunteers.add(new, first)
            await work.volunteers.change_application(new.id, offer(weekly_cap=5), second)
            changed = await work.volunteers.contact(new.id)
            await work.volunteers.activate(new.id)
            await work.volunteers.change_application(new.id, offer(), third)
            kept = await work.volunteers.contact(new.id)
            member = await work.volunteers.read(new.id)

        assert (changed, kept) == (second, second)
        assert member.offer.weekly_cap == 5

    async def test_a_volunteer_becomes_active_once(self, ground: Ground) -> None:
        new = newcomer(activation=EXERCISE)
        volunteer_id = new.id

        async with ground.store.begin() as work:
            await work.volunteers.add(new, contact())
            assert await work.volunteers.keep_confirmation(
                volunteer_id, token_hash("a"), MINUTES_15
            )
        async with ground.store.begin() as work:
            assert [await work.volunteers.activate(volunteer_id) for _ in range(2)] == [True, False]
            found = await work.volunteers.confirmation(token_hash("a"))

        assert found is not None
        assert found.used
        assert found.volunteer == replace(new, state=VolunteerState.ACTIVE)

    async def test_only_the_newest_confirmation_works_and_few_are_sent_an_hour(
        self, ground: Ground
    ) -> None:
        _, kept = await self._applied(ground, "abcd", timedelta(seconds=1))

        assert kept == [True, True, True, False]
        async with ground.store.begin() as work:
            links = [await work.volunteers.confirmation(token_hash(token)) for token in "abcd"]
        assert [link and link.expired for link in links] == [True, True, False, None]

    async def _applied(
        self, ground: Ground, tokens: str, after: timedelta
    ) -> tuple[VolunteerId, list[bool]]:
        """Let somebody ask for a link again and again, each time after so long."""
        new = newcomer()
        async with ground.store.begin() as work:
            await work.volunteers.add(new, contact())
        kept = []
        for token in tokens:
            async with ground.store.begin() as work:
                given = token_hash(token)
                kept.append(await work.volunteers.keep_confirmation(new.id, given, MINUTES_15))
            await ground.pass_time(after)
        return new.id, kept

    async def test_few_confirmations_are_sent_a_day(self, ground: Ground) -> None:
        applicant, kept = await self._applied(ground, "abcdefgh", timedelta(hours=1))
        await ground.pass_time(timedelta(hours=23))
        async with ground.store.begin() as work:
            again = await work.volunteers.keep_confirmation(applicant, token_hash("i"), MINUTES_15)

        assert kept == [True] * 6 + [False] * 2
        assert again

    async def test_those_who_let_every_link_run_out_are_forgotten(self, ground: Ground) -> None:
        late, hopeful, member = [await ground.apply() for _ in range(3)]
        async with ground.store.begin() as work:
            await work.volunteers.activate(member)
        await ground.pass_time(MINUTES_15)
        async with ground.store.begin() as work:
            await work.volunteers.keep_confirmation(hopeful, token_hash("again"), MINUTES_15)

        listed = await ground.due_applicants.unconfirmed(10)
        async with ground.store.begin() as work:
            gone = [
                await work.volunteers.forget_applicant(each) for each in (late, hopeful, member)
            ]

        assert listed == [late]
        assert gone == [True, False, False]
        assert await ground.due_applicants.unconfirmed(10) == []
        async with ground.store.begin() as work:
            assert await work.volunteers.confirmation(token_hash(str(late))) is None
            assert not await work.volunteers.forget_applicant(late)

    async def test_the_roster_tells_what_changed_since_a_mark(self, ground: Ground) -> None:
        first = await ground.add_volunteer()
        async with ground.store.begin() as work:
            mark = await work.helpers.mark()
            everyone = [helper async for some in work.helpers.everyone() for helper in some]
        second = await ground.add_volunteer()
        await ground.propose(first, await ground.add_need())

        async with ground.store.begin() as work:
            changed = {
                helper.number: helper for helper in (await work.helpers.changes(mark)).helpers
            }

        assert [helper.number for helper in everyone] == [ground.numbers[first]]
        assert set(changed) == {ground.numbers[first], ground.numbers[second]}
        assert changed[ground.numbers[first]].load == 1

    async def test_the_nearest_who_fit_are_found_without_an_index(self, ground: Ground) -> None:
        near = await ground.add_volunteer()
        await ground.add_volunteer(offer(categories=(Category.PHARMACY,)))
        far = await ground.add_volunteer(offer(postal_code="51900", areas=(JUVA, MIKKELI)))
        wish = wanted()

        async with ground.store.begin() as work:
            found = await work.helpers.nearest(wish, 10)
            only = await work.helpers.nearest(wish, 1)

        assert [helper.number for helper in found] == [ground.numbers[near], ground.numbers[far]]
        assert [helper.number for helper in only] == [ground.numbers[near]]
