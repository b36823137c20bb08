"""What a store of corrections must do."""

from dataclasses import replace

from services.intake.corrections.model import Corrected
from services.intake.corrections.rules import correct
from services.intake.requests.model import Circumstances, Relation, RequestId
from services.intake.submissions.model import NewRequest, Plea
from shared.contracts.words import Category, Language
from shared.reach_points import ReachKind, Whose, address_of
from tests.support.intake.store_world import StoreWorld
from tests.support.intake.submissions.building import MARK, PROMISE, municipality_of


async def read(world: StoreWorld, request_id: RequestId) -> NewRequest:
    """Read a request with all that was given."""
    async with world.store.begin() as work:
        request = await work.requests.lock(request_id)
        assert request is not None
        contact = await work.requests.contact(request_id)
        points = await work.requests.reach_points(request_id)
        return await work.submissions.read_new(request, contact, points, PROMISE)


def corrected(plea: Plea, **typed: str) -> Corrected:
    """Correct a plea by what is typed."""
    found = correct(plea, typed, municipality_of)
    assert isinstance(found, Corrected)
    return found


class CorrectionsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_what_was_corrected_is_new_and_the_rest_stays(self, world: StoreWorld) -> None:
        new = await world.add_request()
        change = corrected(
            new.plea,
            category="transport pharmacy",
            phone="040 765 4321",
            email="uusi@example.org",
            street="Maaherrankatu 9",
            text="Ovikoodi on 1234.",
        )

        async with world.store.begin() as work:
            marked = replace(change, marks={"phone": MARK})
            await work.corrections.save(new.id, 2, marked, is_reserved=False)

        known = (await read(world, new.id)).plea
        assert known == change.plea
        assert known.contact.first_name == new.plea.contact.first_name
        assert address_of(known.reach_points, ReachKind.PHONE) == "+358407654321"
        async with world.store.begin() as work:
            request = await work.requests.lock(new.id)
            asked = await work.requests.asked(new.id)
            task = await work.requests.task(new.id)
        assert request is not None
        assert (request.version, request.needs) == (2, (Category.PHARMACY, Category.TRANSPORT))
        assert tuple(task.corrected) == change.changed
        assert task.corrected_at is not None
        assert asked.category is Category.PHARMACY

    async def test_a_way_that_is_new_comes_after_those_before(self, world: StoreWorld) -> None:
        new = await world.add_request()
        other = replace(
            new.plea,
            on_behalf=True,
            circumstances=Circumstances(Relation.RELATIVE),
        )
        change = corrected(other, asker_phone="040 765 4321")

        async with world.store.begin() as work:
            await work.corrections.save(new.id, 2, change, is_reserved=False)
            points = await work.requests.reach_points(new.id)

        assert points[-1].address == "+358407654321"
        assert points[-1].whose is Whose.ASKER

    async def test_language_and_whom_to_ask_are_new_and_each_way_is_found_as_before(
        self, world: StoreWorld
    ) -> None:
        new = await world.add_request()
        change = corrected(new.plea, language="sv", ask_at="Kirjaston tiskiltä kello 12")

        async with world.store.begin() as work:
            marked = replace(change, marks={"phone": MARK})
            await work.corrections.save(new.id, 2, marked, is_reserved=False)

        known = (await read(world, new.id)).plea
        assert known == change.plea
        assert {point.language for point in known.reach_points} == {Language.SWEDISH}
        async with world.store.begin() as work:
            request = await work.requests.lock(new.id)
            found = await work.request_links.of_person(new.reference, MARK)
        assert request is not None
        assert (request.language, found) == (Language.SWEDISH, new.id)

    async def test_what_is_safe_secret_young_and_paid_is_new_and_the_address_stays_found(
        self, world: StoreWorld
    ) -> None:
        new = await world.add_request()
        change = corrected(
            new.plea, may_ring="no", address_secret="yes", under_18="yes", payment="shop_bills"
        )

        async with world.store.begin() as work:
            marked = replace(change, marks={"phone": MARK})
            await work.corrections.save(new.id, 2, marked, is_reserved=True)

        known = (await read(world, new.id)).plea
        assert known == change.plea
        assert known.contact.street == "Porrassalmenkatu 1, 50100"
        assert known.postal_code == ""
        async with world.store.begin() as work:
            found = await work.request_links.of_person(new.reference, MARK)
            asked = await work.requests.asked(new.id)
        assert found == new.id
        assert (asked.volunteer_allowed, asked.postal_code) == (False, "")
