"""What a store of who made which request must do."""

from datetime import timedelta
from uuid import uuid4

from services.intake.partner_requests.model import Followed, Made, OrganisationId, Page
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from shared.contracts.words import StaffRole
from tests.support.intake.store_world import StoreWorld


class PartnerRequestsContract:
    """Inherited by `StoreContract`, which says where the store comes from."""

    async def test_an_organisation_sees_what_it_asked_for_and_nothing_of_another_s(
        self, world: StoreWorld
    ) -> None:
        ours, theirs = OrganisationId(uuid4()), OrganisationId(uuid4())
        member, other = await _member(world, "mari", ours), await _member(world, "olli", theirs)
        new = await world.add_request()
        await _keep(world, Made(new.id, ours, member))

        (seen,) = (await _followed(world, ours, member)).lines
        assert (seen.reference, seen.state, seen.is_own) == (new.reference, "received", True)
        assert (seen.closure, seen.ended_at) == (None, None)
        assert (await _followed(world, theirs, other)).lines == []

    async def test_what_is_noted_twice_is_noted_once_and_stays_whose_it_was(
        self, world: StoreWorld
    ) -> None:
        ours, theirs = OrganisationId(uuid4()), OrganisationId(uuid4())
        member = await _member(world, "mari", ours)
        new = await world.add_request()

        for organisation in (ours, ours, theirs):
            await _keep(world, Made(new.id, organisation, member))

        assert len((await _followed(world, ours, member)).lines) == 1
        assert (await _followed(world, theirs, member)).lines == []

    async def test_the_newest_come_first_and_more_are_said(self, world: StoreWorld) -> None:
        ours = OrganisationId(uuid4())
        member, friend = await _member(world, "mari", ours), await _member(world, "olli", ours)
        kept: list[str] = []
        for number in range(3):
            new = await world.add_request(f"link {number}")
            await _keep(world, Made(new.id, ours, member if number else friend))
            await world.pass_time(timedelta(minutes=1))
            kept.insert(0, new.reference)

        page = await _followed(world, ours, member, most=2)

        assert [each.reference for each in page.lines] == kept[:2]
        assert page.more
        whole = await _followed(world, ours, member, most=3)
        assert (whole.more, _own(whole.lines[-1])) == (False, False)


def _own(seen: Followed) -> bool:
    return seen.is_own


async def _member(world: StoreWorld, name: str, organisation: OrganisationId) -> StaffId:
    return await world.add_staff(name, StaffRole.PARTNER_MEMBER, organisation)


async def _keep(world: StoreWorld, made: Made) -> None:
    async with world.store.begin() as work:
        await work.partner_requests.keep(
            Made(RequestId(made.request_id), made.organisation_id, made.by)
        )


async def _followed(
    world: StoreWorld, organisation: OrganisationId, by: StaffId, most: int = 50
) -> Page:
    async with world.store.begin() as work:
        return await work.partner_requests.followed(organisation, by, most)
