"""Who was invited, in one transaction; what a list said is sealed, addresses are keyed hashes."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from services.matching.invitations.model import InvitationId, Invited
from shared.answered_letters import WithLetterBodies
from shared.work import Publishes


class Invitations(Protocol):
    """Invitations that were not answered, and whom we wrote to."""

    async def keep(
        self, new: InvitationId, invited: Invited, token_hash: str, lifetime: timedelta
    ) -> bool:
        """Store it, and that they are written to; False when they were before."""
        ...

    async def was_invited(self, email: str) -> bool:
        """Say whether somebody was written to at this address."""
        ...

    async def read(self, token_hash: str) -> Invited | None:
        """Unseal what a link leads to; None for one that is over or does not open."""
        ...

    async def end(self, token_hash: str) -> InvitationId | None:
        """Erase what a list said of somebody who answers; None when there is nothing."""
        ...

    async def end_old(self, invitation_id: InvitationId) -> bool:
        """Erase what a list said of somebody who did not answer; False when it is not so."""
        ...


class WithInvitations(Protocol):
    """A transaction in which invitations can be read and ended."""

    @property
    def invitations(self) -> Invitations:
        """Give the invitations as this transaction sees them."""
        ...


class Roster(Protocol):
    """Who is here already."""

    async def by_address(self, kind: str, address: str) -> object | None:
        """Give somebody who is reached at this address."""
        ...


class WithRoster(Protocol):
    """A transaction in which somebody can be looked for."""

    @property
    def volunteers(self) -> Roster:
        """Give who is here."""
        ...


class InvitingWork(WithInvitations, WithRoster, Publishes, Protocol):
    """What inviting somebody needs of a transaction."""


class RefusingWork(WithInvitations, WithLetterBodies, Publishes, Protocol):
    """What a "no, thank you" needs of a transaction."""


class DueInvitations(Protocol):
    """What was not answered in time, read without locking anything."""

    async def over(self, limit: int) -> Sequence[InvitationId]:
        """List invitations whose time is over, the oldest first."""
        ...
