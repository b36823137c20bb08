"""What every store must do with referrals."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from services.matching.needs.model import Need, NeedState
from services.matching.partners.model import OrganisationId
from services.matching.referrals.model import (
    RESERVED,
    Choice,
    Following,
    Load,
    Referral,
    ReferralId,
    ReferralState,
)
from services.matching.referrals.rules.deadlines import deadlines_at_once
from shared.contracts.ask_words import ReferralRefusal
from shared.contracts.partner_words import PartnerStanding
from shared.contracts.words import UnmatchedReason
from tests.support.matching.building import NOW
from tests.support.matching.ground import Ground
from tests.support.matching.needs.building import need
from tests.support.matching.partners.building import partner
from tests.support.matching.partners.store_contract import keep_partner

HOUR = timedelta(hours=1)
SOON = deadlines_at_once(2 * HOUR)
HASH = "ab" * 32


class ReferralsContract:
    """The behaviours; `ground` is given by who inherits them."""

    async def test_a_referral_reads_back_with_its_deadline(self, ground: Ground) -> None:
        asked = await refer(ground)

        async with ground.store.begin() as work:
            found = await work.referrals.find(asked.id)
            is_open = await work.referrals.open_of(asked.request_id)
            shown = await work.referrals.shown(asked.id)

        assert found == is_open == asked
        assert shown is not None
        assert (shown.referral, shown.organisation) == (asked, "Mikkelin Ruoka-apu ry")
        assert asked.answer_by - shown.sent_at == 2 * HOUR

    async def test_it_is_due_at_half_of_its_time_and_again_at_the_end(self, ground: Ground) -> None:
        asked = await refer(ground)
        at_first = await ground.due_referrals.due(10)
        await ground.pass_time(HOUR)
        at_half = await ground.due_referrals.due(10)
        async with ground.store.begin() as work:
            found = await work.referrals.find(asked.id)
            assert found is not None
            assert found.is_due
            await work.referrals.remind(replace(found, version=2))
        once_reminded = await ground.due_referrals.due(10)
        await ground.pass_time(HOUR)

        assert (list(at_first), list(at_half), list(once_reminded)) == ([], [asked.id], [])
        assert await ground.due_referrals.due(10) == [asked.id]

    async def test_what_is_over_is_due_no_more_and_waits_for_what_follows(
        self, ground: Ground
    ) -> None:
        asked = await refer(ground)
        over = replace(
            asked,
            state=ReferralState.DECLINED,
            version=2,
            code="full",
            passes_on=Following.NEXT,
        )

        async with ground.store.begin() as work:
            await work.referrals.save(over, None)
        await ground.pass_time(3 * HOUR)
        waits = await ground.due_referrals.to_pass_on(10)
        async with ground.store.begin() as work:
            await work.referrals.passed_on(asked.id)
            kept = await work.referrals.find(asked.id)
            told = await work.referrals.asked(asked.request_id)

        assert list(waits) == [asked.id]
        assert await ground.due_referrals.due(10) == []
        assert await ground.due_referrals.to_pass_on(10) == []
        assert kept is not None
        assert (kept.state, kept.code, kept.passes_on) == (ReferralState.DECLINED, "full", None)
        assert told == {asked.organisation_id: ReferralState.DECLINED}

    async def test_what_is_given_and_not_declined_counts(self, ground: Ground) -> None:
        whose = (await keep_partner(ground, partner())).organisation_id
        declined = await refer(ground, whose)
        await refer(ground, whose)
        other = (await refer(ground)).organisation_id
        async with ground.store.begin() as work:
            await work.referrals.save(replace(declined, state=ReferralState.DECLINED), None)

        async with ground.store.begin() as work:
            loads = await work.referrals.loads([whose])

        assert loads.of[whose, "food"] == Load(day=1, week=1, month=1)
        assert whose in loads.last_asked
        assert other not in loads.last_asked

    async def test_what_only_staff_may_know_counts_apart_from_every_line(
        self, ground: Ground
    ) -> None:
        asked = await refer(ground, wanted=need(category=None, volunteer_allowed=False))

        async with ground.store.begin() as work:
            loads = await work.referrals.loads([asked.organisation_id])

        assert loads.of == {(asked.organisation_id, RESERVED): Load(day=1, week=1, month=1)}

    async def test_who_takes_their_word_back_leaves_what_is_over_to_a_coordinator(
        self, ground: Ground
    ) -> None:
        declined, other = await refer(ground), await refer(ground)
        async with ground.store.begin() as work:
            for each in (declined, other):
                over = replace(each, state=ReferralState.DECLINED, passes_on=Following.NEXT)
                await work.referrals.save(over, None)
            await work.referrals.leave_to_coordinator(declined.request_id)
            found = [await work.referrals.find(each.id) for each in (declined, other)]

        assert [one and one.passes_on for one in found] == ["coordinator", "next"]

    async def test_a_link_opens_one_referral_and_says_whose_it_is(self, ground: Ground) -> None:
        asked, staff_id = await refer(ground), uuid4()
        async with ground.store.begin() as work:
            for _ in range(2):
                await work.referrals.keep_link(HASH, asked.id, staff_id)
            await work.referrals.keep_link("cd" * 32, ReferralId(uuid4()), staff_id)

        async with ground.store.begin() as work:
            assert await work.referrals.by_link(HASH) == (asked, staff_id)
            assert await work.referrals.by_link("cd" * 32) is None

    async def test_each_sees_its_own_open_ones_first_and_questions_come_first_everywhere(
        self, ground: Ground
    ) -> None:
        first, second = await refer(ground), await refer(ground)
        other = await refer(ground, first.organisation_id)
        async with ground.store.begin() as work:
            await work.referrals.save(replace(first, state=ReferralState.COMPLETED), None)
            await work.referrals.save(replace(other, state=ReferralState.ASKED_BACK), SOON)

        async with ground.store.begin() as work:
            own = await work.referrals.shown_to(first.organisation_id, 10)
            everywhere = await work.referrals.open_everywhere(10)

        assert [each.referral.id for each in own] == [other.id, first.id]
        assert [each.referral.id for each in everywhere] == [other.id, second.id]

    async def test_those_of_an_organisation_that_left_are_found(self, ground: Ground) -> None:
        asked, kept = await refer(ground), await refer(ground)
        async with ground.store.begin() as work:
            known = await work.partners.lock(asked.organisation_id)
            assert known is not None
            await work.partners.save(replace(known, standing=PartnerStanding.LEFT))

        assert await ground.due_referrals.without_partner(10) == [asked.id]
        assert kept.is_open

    async def test_who_agreed_is_looked_at_once_for_each_time_that_no_volunteer_is_left(
        self, ground: Ground
    ) -> None:
        left = await unmatched(ground, need(may_be_referred=True))
        first = await ground.add_need(need(category="food_aid", may_be_referred=True))
        await unmatched(ground, need())
        await unmatched(ground, need(may_be_referred=True), UnmatchedReason.WAITED_TOO_LONG)

        due = await ground.due_referrals.unreferred(10)
        none = Choice(None, refusals={ReferralRefusal.AREA: 2})
        async with ground.store.begin() as work:
            await work.referrals.keep_choice(left.request_id, left.standing_number, none)
        looked_at = await ground.due_referrals.unreferred(10)
        await unmatched(ground, left.moved_to(NeedState.OPEN))

        assert {*due} == {left.request_id, first.request_id}
        assert list(looked_at) == [first.request_id]
        assert left.request_id in await ground.due_referrals.unreferred(10)


async def refer(
    ground: Ground, whose: OrganisationId | None = None, wanted: Need | None = None
) -> Referral:
    """Have a request at an organisation."""
    if whose is None:
        whose = (await keep_partner(ground, partner())).organisation_id
    asked = await ground.add_need(wanted or need(category="food_aid"))
    new = Referral(ReferralId(uuid4()), asked.request_id, whose, "food", 1, NOW)
    async with ground.store.begin() as work:
        return await work.referrals.add(new, SOON)


async def unmatched(
    ground: Ground, wanted: Need, reason: UnmatchedReason = UnmatchedReason.NOBODY_ABLE
) -> Need:
    """Have a request for which nobody is left."""
    left = wanted.moved_to(NeedState.UNMATCHED, reason)
    async with ground.store.begin() as work:
        await work.needs.add([wanted])
        await work.needs.save(left)
    return left
