"""Organisations in one transaction, and what falls due with them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from services.matching.partners.model import Alike, Clearance, OrganisationId, Partner, Step
from shared.activation import Activation
from shared.contracts.partner_words import ClearanceReason
from shared.contracts.words import ServiceLine
from shared.work import Publishes, Receives


class Partners(Protocol):
    """The organisations; a member's own transaction sees theirs and no other."""

    async def invite(self, organisation_id: OrganisationId, activation: Activation) -> bool:
        """Keep one of which nothing is known yet; False when it is there."""
        ...

    async def hear_reach(
        self, organisation_id: OrganisationId, number: int, *, is_reached: bool
    ) -> None:
        """Keep whether letters reach somebody of it, unless newer is known."""
        ...

    async def find(self, organisation_id: OrganisationId) -> Partner | None:
        """Read one."""
        ...

    async def lock(self, organisation_id: OrganisationId) -> Partner | None:
        """Read one, held until the end of the transaction."""
        ...

    async def every(self) -> Sequence[Partner]:
        """Read all, by name; those that left too."""
        ...

    async def some(self, ids: Collection[OrganisationId]) -> Sequence[Partner]:
        """Read these, by name."""
        ...

    async def alike(self, line: str, municipality: str, language: str) -> Sequence[Alike]:
        """Group all by what is asked of them first about a request, without reading each."""
        ...

    async def save(self, partner: Partner) -> None:
        """Store one that is held, as its next edition."""
        ...

    async def take_lapsing(
        self, organisation_id: OrganisationId, before: timedelta
    ) -> Mapping[ServiceLine, date]:
        """Give the lines of one that is held which lapse within so long, each last day once."""
        ...

    async def count_event(self, organisation_id: OrganisationId) -> None:
        """Count one event more of one that is held, and nothing that a member would see."""
        ...

    async def note(
        self,
        organisation_id: OrganisationId,
        staff_id: UUID | None,
        step: Step,
        reason: ClearanceReason | None = None,
    ) -> None:
        """Write a line of the audit."""
        ...

    async def clearances(self, organisation_id: OrganisationId) -> Sequence[Clearance]:
        """Read who cleared one for health, or ended that; the newest first."""
        ...


class WithPartners(Protocol):
    """A transaction in which organisations can be read and changed."""

    @property
    def partners(self) -> Partners:
        """Give the organisations as this transaction sees them."""
        ...


class Commitments(Protocol):
    """What an organisation has in hand and promised to see to."""

    async def count(self, organisation_id: OrganisationId) -> int:
        """Count what others would have to take if it left."""
        ...

    async def release(self, organisation_id: OrganisationId) -> None:
        """Let others take all of it, since the organisation is gone."""
        ...


class WithCommitments(Protocol):
    """A transaction in which what an organisation has in hand can be released."""

    @property
    def commitments(self) -> Commitments:
        """Give it as this transaction sees it."""
        ...


class InvitedWork(WithPartners, Receives, Protocol):
    """What hearing of an invitation needs of a transaction."""


class PartnerWork(WithPartners, Publishes, Protocol):
    """What changing an organisation needs of a transaction."""


class LeavingWork(PartnerWork, WithCommitments, Protocol):
    """What leaving needs beside."""


class DueCapacities(Protocol):
    """What time alone brings about, read without locking anything."""

    async def lapsing(self, limit: int) -> Sequence[OrganisationId]:
        """List organisations that were not asked yet to say anew what is about to lapse."""
        ...
