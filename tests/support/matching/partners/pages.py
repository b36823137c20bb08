"""A member at their organisation's pages, over the fakes of a page world."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from uuid import UUID

import httpx

from services.matching.partners.model import Partner
from shared.contracts.words import StaffRole
from tests.support.matching.page import PageWorld
from tests.support.serving import browser_of
from tests.support.web.staff import cookie_for

FACTS: Mapping[str, str | list[str]] = {
    "name": "Mikkelin Ruoka-apu ry",
    "kind": "association",
    "number": "0737546-2",
    "lines": ["food", "company"],
    "towns": ["491"],
    "languages": ["fi", "sv"],
    "hours_0": "9-16",
    "phone": "015 123 456",
}
"""The form of facts as a member fills it in."""


def cookie_of_member(organisation_id: UUID) -> str:
    """Sign a member of an organisation in."""
    return cookie_for(StaffRole.PARTNER_MEMBER, organisation=organisation_id)


def put(world: PageWorld, *partners: Partner) -> None:
    """Have organisations there."""
    for each in partners:
        world.store.state.partners[each.organisation_id] = each


@asynccontextmanager
async def member(world: PageWorld, organisation_id: UUID) -> AsyncIterator[httpx.AsyncClient]:
    """Give the browser of a member of an organisation."""
    async with browser_of(world.app(), cookie_of_member(organisation_id)) as client:
        yield client
