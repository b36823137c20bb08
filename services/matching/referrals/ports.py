"""Referrals in one transaction, and what falls due with them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from services.matching.needs.model import RequestId
from services.matching.needs.ports import WithNeeds
from services.matching.partners.model import OrganisationId
from services.matching.partners.ports import WithPartners
from services.matching.proposals.ports import CorrectingWork, EndingWork, MatchWork
from services.matching.referrals.model import (
    Choice,
    Loads,
    Referral,
    ReferralId,
    ReferralState,
    Shown,
)
from services.matching.referrals.rules.deadlines import Deadlines
from shared.work import Publishes, Receives, Stirs


class Referrals(Protocol):
    """Referrals; whoever changes one holds its need. A member's transaction sees theirs alone."""

    async def hold_turns(self) -> None:
        """Wait for whoever chooses an organisation now: one after the other has its turn."""
        ...

    async def loads(self, ids: Collection[OrganisationId]) -> Loads:
        """Count what these organisations have in hand, and say when each was asked last."""
        ...

    async def add(self, referral: Referral, until: Deadlines) -> Referral:
        """Store a new one and give it with its deadline by the network's clock.

        A second open one of the same request is refused by the store.
        """
        ...

    async def find(self, referral_id: ReferralId) -> Referral | None:
        """Read one."""
        ...

    async def by_link(self, token_hash: str) -> tuple[Referral, UUID] | None:
        """Read what a link opens, and whose link it is; None for one that is over or unknown."""
        ...

    async def keep_link(self, token_hash: str, referral_id: ReferralId, staff_id: UUID) -> None:
        """Let a link open a referral; twice is kept once."""
        ...

    async def open_of(self, request_id: RequestId) -> Referral | None:
        """Give the one of a request that is not over."""
        ...

    async def asked(self, request_id: RequestId) -> Mapping[OrganisationId, ReferralState]:
        """Say who was asked about a request, and how each ended last."""
        ...

    async def save(self, referral: Referral, until: Deadlines | None) -> Referral:
        """Store how one stands, and give it with its deadline; None: it has none any more."""
        ...

    async def leave_to_coordinator(self, request_id: RequestId) -> None:
        """Have no other organisation asked about a request of which one is over."""
        ...

    async def passed_on(self, referral_id: ReferralId) -> None:
        """Store that what was to become of its request has been seen to."""
        ...

    async def remind(self, referral: Referral) -> Referral:
        """Store that it was reminded of: it is due again at its deadline."""
        ...

    async def keep_choice(self, request_id: RequestId, number: int, choice: Choice) -> None:
        """Keep who was chosen and why not the others, as of a number of the need's standing."""
        ...

    async def shown_to(self, organisation_id: OrganisationId, limit: int) -> Sequence[Shown]:
        """Give an organisation's referrals: those that are open first, then the newest."""
        ...

    async def open_everywhere(self, limit: int) -> Sequence[Shown]:
        """Give those that are open, for coordinators: questions first, then the longest."""
        ...

    async def shown(self, referral_id: ReferralId) -> Shown | None:
        """Give one as it is shown."""
        ...


class WithReferrals(Protocol):
    """A transaction in which referrals can be read and changed."""

    @property
    def referrals(self) -> Referrals:
        """Give the referrals as this transaction sees them."""
        ...


class ReferralWork(WithReferrals, WithPartners, MatchWork, Publishes, Protocol):
    """What sending, moving and ending a referral needs of a transaction."""


class ReferralWishWork(ReferralWork, Receives, Stirs, Protocol):
    """What a coordinator's wish for a referral needs of a transaction."""


class ReferralEndingWork(ReferralWork, EndingWork, Protocol):
    """What the end of a request with a referral needs of a transaction."""


class ReferralCorrectingWork(ReferralWork, CorrectingWork, Protocol):
    """What correcting a request with a referral needs of a transaction."""


class ReferralLinkWork(WithReferrals, WithNeeds, Receives, Protocol):
    """What keeping a link needs of a transaction."""


class DueReferrals(Protocol):
    """What time or a rule alone brings about, read without locking anything."""

    async def due(self, limit: int) -> Sequence[ReferralId]:
        """List those to be reminded of or to be ended, the longest due first."""
        ...

    async def to_pass_on(self, limit: int) -> Sequence[ReferralId]:
        """List those that are over and whose request waits for what follows."""
        ...

    async def without_partner(self, limit: int) -> Sequence[ReferralId]:
        """List those that are open at an organisation that left."""
        ...

    async def unreferred(self, limit: int) -> Sequence[RequestId]:
        """List needs that no volunteer can see to, whose person agreed to be referred.

        Only those for which no organisation was looked for since that was found.
        """
        ...
