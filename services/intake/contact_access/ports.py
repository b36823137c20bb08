"""Who may see the contact data of a request."""

from datetime import datetime
from typing import Protocol

from services.intake.attention.ports import WithAttention
from services.intake.contact_access.model import ContactLink
from services.intake.requests.model import RequestId
from services.intake.requests.ports import WithRequests
from services.intake.staff.model import StaffId
from shared.work import Receives


class Contacts(Protocol):
    """One-time links to contact data and who looked, in one transaction."""

    async def keep_link(self, link: ContactLink, token_hash: str, expires_at: datetime) -> None:
        """Store a one-time link, which ends by the network's clock; twice is kept once."""
        ...

    async def link(self, token_hash: str, browser_hash: str) -> ContactLink | None:
        """Read a link as it stands for one browser."""
        ...

    async def use_link(self, token_hash: str, browser_hash: str) -> bool:
        """Use the link up and bind it to a browser; False when it was used or has expired."""
        ...

    async def note_view(self, link: ContactLink) -> None:
        """Note who saw the contact data, and when."""
        ...

    async def note_look(self, request_id: RequestId, staff_id: StaffId, reason: str) -> None:
        """Note that a member of staff saw the contact data, and why; `reason` is a code."""
        ...


class WithContacts(Protocol):
    """A transaction in which links to contact data can be read and used."""

    @property
    def contacts(self) -> Contacts:
        """Give the links as this transaction sees them."""
        ...


class ContactWork(WithContacts, WithRequests, WithAttention, Protocol):
    """What showing contact data needs of a transaction."""


class LinkWork(ContactWork, Receives, Protocol):
    """What keeping a link that matching issued needs of a transaction."""
