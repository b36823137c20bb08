"""What every store must do with organisations."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from services.matching.partners.model import Alike, OrganisationId, Partner
from shared.contracts.partner_words import CapacityUnit, OrganisationKind, PartnerStanding
from shared.contracts.words import Language, ServiceLine
from tests.support.activations import ACTIVATION, EXERCISE
from tests.support.matching.ground import Ground
from tests.support.matching.partners.building import BAGS, partner


class PartnersContract:
    """The behaviours; `ground` is given by who inherits them."""

    async def test_an_organisation_is_invited_once_and_nothing_is_said_of_it(
        self, ground: Ground
    ) -> None:
        new = OrganisationId(uuid4())

        async with ground.store.begin() as work:
            invited = [await work.partners.invite(new, each) for each in (EXERCISE, ACTIVATION)]
            found = await work.partners.find(new)

        assert invited == [True, False]
        assert found is not None
        assert found == Partner(new, EXERCISE, changed_at=found.changed_at)

    async def test_what_is_said_of_it_reads_back(self, ground: Ground) -> None:
        said = replace(partner(), cleared_for_health=True, version=4)

        kept = await keep_partner(ground, said)

        assert kept == replace(said, edition=1, changed_at=kept.changed_at)
        assert kept.lines == (ServiceLine.FOOD, ServiceLine.WELLBEING)

    async def test_what_it_does_no_more_goes_with_its_capacity(self, ground: Ground) -> None:
        kept = await keep_partner(ground, partner())
        hours = replace(BAGS, amount=None, unit=CapacityUnit.HOURS, valid_until=None)
        lines = (ServiceLine.COMPANY, ServiceLine.WELLBEING)
        other = replace(kept.facts, lines=lines)

        async with ground.store.begin() as work:
            told = {ServiceLine.COMPANY: hours}
            await work.partners.save(replace(kept, facts=other, capacity=told))
            found = await work.partners.find(kept.organisation_id)

        assert found is not None
        assert (found.lines, dict(found.capacity)) == (lines, told)
        assert found.edition == 2

    async def test_whether_letters_reach_it_is_kept_by_the_newest_and_outlives_a_change(
        self, ground: Ground
    ) -> None:
        kept, seen = await keep_partner(ground, partner()), []
        for number, is_reached in ((2, False), (1, True), (3, True)):
            async with ground.store.begin() as work:
                which = kept.organisation_id
                await work.partners.hear_reach(which, number, is_reached=is_reached)
                found = await work.partners.lock(which)
                assert found is not None
                await work.partners.save(found)
                seen.append(found.is_reached)

        assert seen == [False, False, True]

    async def test_all_are_listed_by_name(self, ground: Ground) -> None:
        for name in ("b", "A", "c"):
            await keep_partner(ground, partner(name=name))

        async with ground.store.begin() as work:
            listed = await work.partners.every()

        assert [each.name for each in listed] == ["A", "b", "c"]
        assert all(each.capacity == {ServiceLine.FOOD: BAGS} for each in listed)

    async def test_some_are_read_with_what_they_do_and_no_others(self, ground: Ground) -> None:
        kept = [await keep_partner(ground, partner(name=name)) for name in ("b", "A", "c")]

        async with ground.store.begin() as work:
            some = await work.partners.some([each.organisation_id for each in kept[:2]])

        assert some == [kept[1], kept[0]]

    async def test_what_is_asked_of_all_first_is_told_of_each(self, ground: Ground) -> None:
        bent: list[dict[str, Any]] = [
            {},
            {"lines": (ServiceLine.WELLBEING,)},
            {"municipalities": ("178",)},
            {"languages": (Language.SWEDISH,)},
            {"standing": PartnerStanding.PAUSED},
        ]
        kept = [await keep_partner(ground, partner(**each)) for each in bent]
        cleared = await keep_partner(ground, replace(partner(), cleared_for_health=True))

        async with ground.store.begin() as work:
            groups = await work.partners.alike("food", "491", "fi")

        found = {each: replace(group, ids=()) for group in groups for each in group.ids}
        fits = Alike(
            standing=PartnerStanding.JOINED,
            kind=OrganisationKind.ASSOCIATION,
            is_cleared=False,
            gives=True,
            serves=True,
            speaks=True,
        )
        assert [found[each.organisation_id] for each in kept] == [
            fits,
            replace(fits, gives=False),
            replace(fits, serves=False),
            replace(fits, speaks=False),
            replace(fits, standing=PartnerStanding.PAUSED),
        ]
        assert found[cleared.organisation_id] == replace(fits, is_cleared=True)

    async def test_one_that_nobody_invited_is_not_there(self, ground: Ground) -> None:
        async with ground.store.begin() as work:
            nobody = OrganisationId(uuid4())
            assert await work.partners.find(nobody) is None
            assert await work.partners.lock(nobody) is None


async def keep_partner(ground: Ground, said: Partner) -> Partner:
    """Have an organisation there; gives it as it is kept."""
    async with ground.store.begin() as work:
        await work.partners.invite(said.organisation_id, said.activation)
        await work.partners.save(said)
        kept = await work.partners.lock(said.organisation_id)
    assert kept is not None
    return kept
