"""An organisation that joined, and its members at their page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import httpx

from services.matching.partners.model import OrganisationId
from shared.contracts.matching import ActivityLogged
from shared.contracts.words import ServiceLine, StaffRole
from tests.support.matching.page import PageWorld
from tests.support.matching.partners.building import partner
from tests.support.serving import browser_of
from tests.support.web.staff import cookie_for

OWN: Final = OrganisationId(UUID(int=81))
HERE: Final = f"/fi/kumppani/{OWN}/toiminta"


@dataclass
class ActivityScene:
    """Food in Mikkeli and Juva, and what was said."""

    world: PageWorld = field(default_factory=PageWorld)
    lines: tuple[ServiceLine, ...] = (ServiceLine.FOOD, ServiceLine.CULTURE)

    def __post_init__(self) -> None:
        """Let the organisation be there."""
        self.world.store.state.partners[OWN] = partner(OWN, lines=self.lines)

    def token(self, role: StaffRole = StaffRole.PARTNER_MEMBER, of: UUID = OWN) -> str:
        """Sign somebody in; a member is of an organisation."""
        is_bound = role is StaffRole.PARTNER_MEMBER
        return cookie_for(role, organisation=of if is_bound else None)

    @asynccontextmanager
    async def browser(
        self, role: StaffRole = StaffRole.PARTNER_MEMBER, of: UUID = OWN
    ) -> AsyncIterator[httpx.AsyncClient]:
        """Give somebody's browser."""
        async with browser_of(self.world.app(), self.token(role, of)) as client:
            yield client

    def said(self) -> list[ActivityLogged]:
        """Give what was announced of activities."""
        published = self.world.store.state.published
        return [each.data for each in published if isinstance(each.data, ActivityLogged)]
