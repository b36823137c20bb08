"""What following referrals asks for."""

from typing import Protocol
from uuid import UUID

from services.intake.contact_access.ports import WithContacts
from services.intake.duty.ports import WithDuties
from services.intake.requests.ports import RequestWork, WithRequests
from services.intake.wishes.ports import PartnerNames, WithWishes
from shared.work import Receives


class FollowingWork(RequestWork, WithDuties, WithWishes, Receives, Protocol):
    """What hearing of a referral needs of a transaction."""


class ShowingWork(WithContacts, WithRequests, Protocol):
    """What showing who was referred needs of a transaction."""


class OwnPartnersWork(RequestWork, Protocol):
    """What showing and refusing one's own referrals needs of a transaction."""


class Names(PartnerNames, Protocol):
    """What organisations are called."""

    async def of(self, organisation_id: UUID) -> str:
        """Give its name; nothing where none is known."""
        ...
