"""The roster and what waits for it, in one transaction."""

from datetime import timedelta
from typing import Protocol

from services.matching.domain.model import (
    Confirmation,
    Contact,
    Offer,
    Volunteer,
    VolunteerId,
)


class VolunteerWork(Protocol):
    """The roster, in one transaction."""

    async def add_volunteer(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> None:
        """Store someone who applied, their contact data sealed.

        Raises AddressTakenError; the transaction must then roll back.
        """
        ...

    async def volunteer_by_email(self, email: str) -> Volunteer | None:
        """Find someone by address, locked; addresses are compared as keyed hashes."""
        ...

    async def volunteer(self, volunteer_id: VolunteerId) -> Volunteer:
        """Read someone on the roster."""
        ...

    async def contact(self, volunteer_id: VolunteerId) -> Contact:
        """Unseal the contact data."""
        ...

    async def change_application(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> None:
        """Replace what someone said who has not confirmed yet."""
        ...

    async def keep_confirmation(
        self, volunteer_id: VolunteerId, token_hash: str, lifetime: timedelta
    ) -> bool:
        """Store a confirmation link, the only one that works; False when there were many lately."""
        ...

    async def confirmation(self, token_hash: str) -> Confirmation | None:
        """Read a confirmation link."""
        ...

    async def forget_applicant(self, volunteer_id: VolunteerId) -> bool:
        """Erase someone who never confirmed; False when they still can, did, or are gone."""
        ...

    async def activate(self, volunteer_id: VolunteerId) -> bool:
        """Put someone on the roster and use their links up; False when they are on it already."""
        ...
