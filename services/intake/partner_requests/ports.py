"""What making requests for others needs of the world."""

from typing import Protocol

from services.intake.partner_requests.model import Made, OrganisationId, Page
from services.intake.requests.ports import WithRequests
from services.intake.staff.model import StaffId
from services.intake.submissions.ports import SubmissionWork


class PartnerRequests(Protocol):
    """Which organisation made which request, in one transaction."""

    async def keep(self, made: Made) -> None:
        """Note whose it is; twice is as once."""
        ...

    async def followed(self, organisation_id: OrganisationId, by: StaffId, most: int) -> Page:
        """Give the organisation's newest requests, open and ended, to one of its people."""
        ...


class WithPartnerRequests(Protocol):
    """A transaction in which it can be read and noted who made which request."""

    @property
    def partner_requests(self) -> PartnerRequests:
        """Give them as this transaction sees them."""
        ...


class PartnerRequestWork(WithPartnerRequests, SubmissionWork, WithRequests, Protocol):
    """What making a request for somebody needs of a transaction."""
