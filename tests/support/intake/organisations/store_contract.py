"""What every store must do with organisations and applications."""

from dataclasses import replace
from uuid import uuid4

from services.intake.organisations.model import Declined, Organisation, OrganisationId, Step
from shared.contracts.words import Language
from shared.sealing.tokens import token_hash
from tests.support.activations import ACTIVATION
from tests.support.intake.briefings.building import organisation_with
from tests.support.intake.organisations.building import APPLICANT
from tests.support.intake.store_world import StoreWorld


class OrganisationsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_an_organisation_is_kept_called_anew_counted_and_ended(
        self, world: StoreWorld
    ) -> None:
        new = OrganisationId(uuid4())
        async with world.store.begin() as work:
            made = await work.organisations.add(new, "Apu ry", ACTIVATION)
            counted = [await work.organisations.count_event(new) for _ in range(2)]
            await work.organisations.call(new, "Ruoka-apu ry")
            await work.organisations.note(new, None, Step.INVITED)
            await work.organisations.end(new)

        async with world.store.begin() as work:
            found = await work.organisations.lock(new)
            unknown = await work.organisations.lock(OrganisationId(uuid4()))
            await work.organisations.call(OrganisationId(uuid4()), "Nobody")
        assert (made, counted, unknown) == (Organisation(new, "Apu ry"), [1, 2], None)
        assert found == Organisation(new, "Ruoka-apu ry", 2, has_left=True)

    async def test_those_that_left_come_last(self, world: StoreWorld) -> None:
        ids = [OrganisationId(uuid4()) for _ in range(3)]
        async with world.store.begin() as work:
            for new, name in zip(ids, ("b", "A", "c"), strict=True):
                await work.organisations.add(new, name, ACTIVATION)
            await work.organisations.end(ids[1])
            listed = await work.organisations.every()

        assert [each.name for each in listed] == ["b", "c", "A"]

    async def test_a_form_is_one_application_and_an_organisation_waits_once(
        self, world: StoreWorld
    ) -> None:
        first, again = OrganisationId(uuid4()), OrganisationId(uuid4())
        a, b, number, other = map(token_hash, ("form a", "form b", "number", "other"))
        async with world.store.begin() as work:
            kept = [
                await work.applications.keep(first, APPLICANT, a, number),
                await work.applications.keep(again, APPLICANT, a, other),
                await work.applications.keep(again, APPLICANT, b, number),
            ]
            waiting = await work.applications.waiting()
            found = await work.applications.open(first)
            lately = await work.applications.lately()

        assert (kept, lately) == ([True, False, False], 1)
        assert [(each.id, each.applicant) for each in waiting] == [(first, None)]
        assert found is not None
        assert found.applicant == APPLICANT

    async def test_what_was_decided_is_erased_and_the_organisation_may_apply_again(
        self, world: StoreWorld
    ) -> None:
        first, again = OrganisationId(uuid4()), OrganisationId(uuid4())
        number = token_hash("number")
        async with world.store.begin() as work:
            await work.applications.keep(first, APPLICANT, token_hash("a"), number)
            await work.applications.decide(first, Declined.UNCLEAR)
        async with world.store.begin() as work:
            gone = await work.applications.open(first), await work.applications.waiting()
            other = replace(APPLICANT, phone="")
            kept = await work.applications.keep(again, other, token_hash("b"), number)

        assert gone == (None, [])
        assert kept

    async def test_whether_letters_reach_it_is_kept_as_it_changes(self, world: StoreWorld) -> None:
        which, found = await organisation_with(world.store, "veera", ""), []
        async with world.store.begin() as work:
            (veera,) = [each.staff_id for each in await work.duties.members_of(which)]
        for email in ("", "", "veera@example.org", "veera@example.org"):
            async with world.store.begin() as work:
                await work.duties.set_email(veera, email, Language.FINNISH)
                found.append(await work.organisations.take_reach(which))
                found.append((await work.organisations.every())[0].is_reached)

        assert found == [False, False, None, False, True, True, None, True]
