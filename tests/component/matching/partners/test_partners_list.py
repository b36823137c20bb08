"""The coordinators' list of organisations: how each stands, and whom they clear for health."""

from uuid import uuid4

import pytest

from services.matching.partners.model import OrganisationId, Partner
from shared.contracts.words import StaffRole
from tests.support.activations import ACTIVATION
from tests.support.matching.page import PageWorld
from tests.support.matching.partners.building import partner
from tests.support.matching.partners.pages import put

LIST = "/fi/kumppanit"


async def test_each_is_listed_with_how_it_stands_and_what_it_can_give() -> None:
    world = PageWorld()
    put(world, partner(), Partner(OrganisationId(uuid4()), ACTIVATION))

    async with world.browser(StaffRole.COORDINATOR) as client:
        page = (await client.get(LIST)).text

    assert "Mikkelin Ruoka-apu ry" in page
    assert "Kutsuttu järjestö" in page
    assert "voimassa 31.5.2027 asti" in page
    assert "Mikkeli, Juva" in page


async def test_one_is_cleared_with_a_reason_that_stays_on_the_page() -> None:
    world, known = PageWorld(), partner()
    put(world, known)
    one = f"{LIST}/{known.organisation_id}"

    async with world.browser(StaffRole.COORDINATOR) as client:
        cleared = await client.post(f"{one}/terveys", data={"edition": "0", "reason": "agreement"})
        page = await client.get(cleared.headers["location"])
        again = await client.post(f"{one}/terveys", data={"edition": "1", "reason": "agreement"})
        late = await client.post(f"{one}/terveys", data={"edition": "0", "reason": "incident"})
        unknown = await client.get(f"{LIST}/{uuid4()}")

    assert "hyväksyttiin, allekirjoitti sopimuksen terveystiedoista" in page.text
    assert world.store.state.partners[known.organisation_id].cleared_for_health
    assert [again.status_code, late.status_code, unknown.status_code] == [409, 409, 404]
    assert world.facts() == []


@pytest.mark.parametrize("role", [StaffRole.OPERATOR, StaffRole.ADMIN, StaffRole.REPORTER])
async def test_nobody_else_clears_anybody(role: StaffRole) -> None:
    world, known = PageWorld(), partner()
    put(world, known)

    async with world.browser(role) as client:
        answer = await client.post(
            f"{LIST}/{known.organisation_id}/terveys", data={"edition": "0", "reason": "agreement"}
        )

    assert answer.status_code == 403
    assert not world.store.state.partners[known.organisation_id].cleared_for_health


async def test_with_no_partners_the_page_says_so() -> None:
    async with PageWorld().browser(StaffRole.COORDINATOR) as client:
        assert "Kumppaneita ei ole vielä" in (await client.get(LIST)).text
