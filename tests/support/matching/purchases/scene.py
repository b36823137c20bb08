"""A supplier that was invited, a coordinator, and what was said of what they agreed on."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid4

import httpx

from services.matching.activities.model import By
from services.matching.purchases.model import DeliveryId, PurchaseId
from services.matching.purchases.use_cases.contract import Which
from services.matching.purchases.use_cases.deliver import Sent
from shared.contracts.event import Event
from shared.contracts.partner_words import OrganisationKind
from shared.contracts.words import StaffRole
from tests.support.matching.page import PageWorld
from tests.support.matching.partners.building import partner
from tests.support.matching.purchases.building import ART_HOUR, ONE_HOUR, OWN, SUPPLIER
from tests.support.serving import browser_of
from tests.support.web.staff import cookie_for

ALL: Final = "/fi/ostot"
HERE: Final = f"/fi/kumppani/{OWN}/ostot"
COORDINATOR: Final = UUID(int=7)


@dataclass
class PurchaseScene:
    """One artist, and nothing agreed so far."""

    world: PageWorld = field(default_factory=PageWorld)

    def __post_init__(self) -> None:
        """Let the artist be there."""
        artist = partner(OWN, name="Tmi Taika", kind=OrganisationKind.SUPPLIER, phone="")
        self.world.store.state.partners[OWN] = artist

    async def agree(self, **bent: str) -> PurchaseId:
        """Let a coordinator buy ten art hours, or what is bent of them."""
        fields = ART_HOUR | {"supplier": str(OWN)} | bent
        signed = await self.world.use.buy_services.sign(fields, uuid4(), COORDINATOR)
        assert isinstance(signed, Which), signed
        return signed.purchase_id

    def sent(self, of: PurchaseId, by: By = SUPPLIER, key: UUID | None = None, **bent: str) -> Sent:
        """Give the form of one hour, changed."""
        return Sent(
            organisation_id=OWN,
            purchase_id=of,
            by=by,
            key=key or uuid4(),
            fields=ONE_HOUR | bent,
        )

    async def deliver(self, of: PurchaseId, **bent: str) -> DeliveryId:
        """Let the artist write one hour down."""
        logged = await self.world.use.deliver_services.deliver(
            self.sent(of, SUPPLIER, None, **bent)
        )
        assert isinstance(logged, UUID), logged
        return logged

    def token(self, role: StaffRole = StaffRole.SUPPLIER, of: UUID = OWN) -> str:
        """Sign somebody in; a supplier is of an organisation."""
        is_bound = role in {StaffRole.SUPPLIER, StaffRole.PARTNER_MEMBER}
        return cookie_for(role, organisation=of if is_bound else None)

    @asynccontextmanager
    async def browser(
        self, role: StaffRole = StaffRole.SUPPLIER, of: UUID = OWN
    ) -> AsyncIterator[httpx.AsyncClient]:
        """Give somebody's browser."""
        async with browser_of(self.world.app(), self.token(role, of)) as client:
            yield client

    def said(self) -> list[Event]:
        """Give what was announced."""
        return [each.data for each in self.world.store.state.published]

    def types(self) -> list[str]:
        """Give the types of it."""
        return [each.event_type for each in self.said()]


def hidden_in(page: str) -> dict[str, str]:
    """Give what a form carries beside what is typed."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page))
