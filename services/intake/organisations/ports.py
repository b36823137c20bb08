"""Organisations and applications in one transaction."""

from collections.abc import Sequence
from typing import Protocol

from services.intake.accounts.ports import AccountWork
from services.intake.organisations.model import (
    Applicant,
    Application,
    Declined,
    Organisation,
    OrganisationId,
    Step,
)
from services.intake.staff.model import StaffId
from shared.activation import Activation
from shared.answered_letters import WithLetterBodies
from shared.work import Publishes, Receives


class Organisations(Protocol):
    """Those that were invited, and those who ask to be."""

    async def add(
        self, organisation_id: OrganisationId, name: str, activation: Activation
    ) -> Organisation:
        """Keep one, held until the end of the transaction."""
        ...

    async def lock(self, organisation_id: OrganisationId) -> Organisation | None:
        """Give one, held until the end of the transaction."""
        ...

    async def every(self) -> Sequence[Organisation]:
        """Read all by name; those that left come last."""
        ...

    async def count_event(self, organisation_id: OrganisationId) -> int:
        """Give the number of what is said next."""
        ...

    async def call(self, organisation_id: OrganisationId, name: str) -> None:
        """Call one as it calls itself."""
        ...

    async def end(self, organisation_id: OrganisationId) -> None:
        """Note that one left."""
        ...

    async def take_reach(self, organisation_id: OrganisationId) -> bool | None:
        """Keep whether letters reach somebody of one; None where that is what was said last."""
        ...

    async def note(
        self,
        organisation_id: OrganisationId,
        staff_id: StaffId | None,
        step: Step,
        reason: Declined | None = None,
    ) -> None:
        """Write a line of the audit; None stands for the operator's tool."""
        ...


class Applications(Protocol):
    """Who asks to become a partner, sealed."""

    async def lately(self) -> int:
        """Count those of the last hour."""
        ...

    async def keep(
        self, new: OrganisationId, applicant: Applicant, sent_hash: str, number_hash: str
    ) -> bool:
        """Store it sealed; False for a form that was sent before, or one that waits already."""
        ...

    async def waiting(self) -> Sequence[Application]:
        """List those that nobody decided, the longest first; nothing of what they say."""
        ...

    async def open(self, which: OrganisationId) -> Application | None:
        """Unseal one that waits, held until the end of the transaction."""
        ...

    async def decide(self, which: OrganisationId, declined: Declined | None) -> None:
        """Note what became of it, and erase what they said."""
        ...


class WithOrganisations(Protocol):
    """A transaction in which organisations can be read and changed."""

    @property
    def organisations(self) -> Organisations:
        """Give them as this transaction sees them."""
        ...

    @property
    def applications(self) -> Applications:
        """Give who asks to be one."""
        ...


class ApplyingWork(WithOrganisations, Protocol):
    """What applying needs of a transaction."""


class OrganisationWork(AccountWork, WithOrganisations, Publishes, Protocol):
    """What inviting and deciding needs of a transaction."""


class HearingWork(OrganisationWork, WithLetterBodies, Receives, Protocol):
    """What hearing of an organisation needs of a transaction."""
