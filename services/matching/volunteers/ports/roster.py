"""Who helps: the roster, and the links by which its people look after themselves."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from services.matching.volunteers.model import (
    Confirmation,
    Contact,
    Entry,
    Offer,
    Volunteer,
    VolunteerId,
)
from shared.reach_points import ReachKind


class AddressTakenError(Exception):
    """Someone on the roster is reached at this address."""


class UnreadableVolunteerError(Exception):
    """The contact data of somebody on the roster does not open, or leads nowhere."""

    def __init__(self, kind: str) -> None:
        """Say what kind of error it was that kept it shut."""
        super().__init__()
        self.kind = kind


class Volunteers(Protocol):
    """The roster, in one transaction; contact data is sealed, addresses are keyed hashes."""

    async def add(self, volunteer: Volunteer, contact: Contact) -> None:
        """Store who applied, sealed; raises AddressTakenError: then the transaction must end."""
        ...

    async def by_address(self, kind: str, address: str) -> Volunteer | None:
        """Find someone by address, locked; by a kind that several people may share nobody."""
        ...

    async def read(self, volunteer_id: VolunteerId) -> Volunteer:
        """Read someone on the roster."""
        ...

    async def contact(self, volunteer_id: VolunteerId) -> Contact:
        """Unseal the contact data; raises UnreadableVolunteerError."""
        ...

    async def entries(self, after: VolunteerId | None, limit: int) -> Sequence[Entry]:
        """Read some of the roster in the order of their ids, with whoever has applied."""
        ...

    async def set_aside(self, volunteer_id: VolunteerId, kind: str) -> None:
        """Ask somebody nothing more, and put them in a person's list with the kind of error."""
        ...

    async def other_of_person(self, volunteer_id: VolunteerId) -> VolunteerId | None:
        """Find a member with the same number and first name."""
        ...

    async def wait_for_a_person(self, volunteer_id: VolunteerId) -> None:
        """Put an applicant in a person's list who seems to be a member already."""
        ...

    async def take_back(self, volunteer_id: VolunteerId) -> None:
        """Ask somebody again who was set aside."""
        ...

    async def next_version(self, volunteer_id: VolunteerId) -> int:
        """Give the number of one more event about somebody who is locked."""
        ...

    async def change_application(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> None:
        """Replace what someone said who has not confirmed yet."""
        ...

    async def change_member(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> bool:
        """Replace what a member said; False when their week holds more than they now allow."""
        ...

    async def pause(self, volunteer_id: VolunteerId, length: timedelta | None) -> None:
        """Ask a member nothing for so long, or until they say so."""
        ...

    async def resume(self, volunteer_id: VolunteerId) -> None:
        """Ask a member again who paused, or whom our letters did not reach."""
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

    async def lock(self, volunteer_id: VolunteerId) -> Volunteer | None:
        """Read someone, so that nobody asks or changes them until the end of the transaction."""
        ...

    async def erase(self, volunteer: Volunteer) -> None:
        """Destroy who they are and how they are reached; they are asked no more."""
        ...

    async def activate(self, volunteer_id: VolunteerId) -> bool:
        """Put someone on the roster and use their links up; False when they are on it already."""
        ...

    async def verify(self, volunteer_id: VolunteerId, kind: ReachKind) -> None:
        """Note that what is sent to this reach point of theirs arrives."""
        ...


class MemberLinks(Protocol):
    """Links by which people look after their own membership, in one transaction."""

    async def keep(self, volunteer_id: VolunteerId, token_hash: str, lifetime: timedelta) -> bool:
        """Store a link, the only one that works; False when there were many lately."""
        ...

    async def whose(self, token_hash: str) -> VolunteerId | None:
        """Say whose link this is; None for one that has run out too."""
        ...


class FormerHashes(Protocol):
    """Addresses that are hashed as they were before the roster had a key of its own."""

    async def replace(self, limit: int) -> int:
        """Hash some of them anew; gives how many."""
        ...


class WithVolunteers(Protocol):
    """A transaction in which the roster can be read and changed."""

    @property
    def volunteers(self) -> Volunteers:
        """Give the roster as this transaction sees it."""
        ...


class WithMemberLinks(Protocol):
    """A transaction in which links to a membership can be kept."""

    @property
    def member_links(self) -> MemberLinks:
        """Give the links as this transaction sees them."""
        ...


class WithFormerHashes(Protocol):
    """A transaction in which addresses can be hashed anew."""

    @property
    def former_hashes(self) -> FormerHashes:
        """Give those that are left."""
        ...


class DueApplicants(Protocol):
    """Who is to be forgotten, read without locking anything."""

    async def unconfirmed(self, limit: int) -> Sequence[VolunteerId]:
        """List people who applied and let every link to confirm it run out."""
        ...
