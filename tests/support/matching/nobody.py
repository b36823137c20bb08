"""Readers of lists that most plays do not need."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from services.matching.invitations.model import InvitationId
from services.matching.needs.model import RequestId
from services.matching.partners.model import OrganisationId
from services.matching.proposals.model import KeptDecision
from services.matching.reasons.model import AskedByHand, Home, Progress
from services.matching.referrals.model import ReferralId
from services.matching.volunteers.model import VolunteerId
from shared.contracts.words import Urgency


class NobodyAsksWhy:
    """Stands for the reader of reasons, which no play needs."""

    async def progress(self, request_id: RequestId) -> Progress | None:
        raise NotImplementedError

    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        raise NotImplementedError

    async def homes(self, numbers: Sequence[int]) -> Mapping[int, Home]:
        raise NotImplementedError

    async def helped_before(self, request_id: RequestId) -> frozenset[int]:
        raise NotImplementedError

    async def by_hand(self, request_id: RequestId) -> Sequence[AskedByHand]:
        raise NotImplementedError


class NobodyRests:
    """Stands for the list of pauses that are over, which most plays do not need."""

    async def pauses_over(self, limit: int) -> Sequence[VolunteerId]:
        del limit
        return ()


class NobodyIsInvited:
    """Stands for the list of invitations that are over."""

    async def over(self, limit: int) -> Sequence[InvitationId]:
        del limit
        return ()


class NobodyIsReferred:
    """Stands for the lists of referrals, which most plays do not need."""

    async def due(self, limit: int) -> Sequence[ReferralId]:
        del limit
        return ()

    async def to_pass_on(self, limit: int) -> Sequence[ReferralId]:
        return await self.due(limit)

    async def without_partner(self, limit: int) -> Sequence[ReferralId]:
        return await self.due(limit)

    async def unreferred(self, limit: int) -> Sequence[RequestId]:
        del limit
        return ()


class NoCapacityLapses:
    """Stands for the list of what organisations told that lapses soon."""

    async def lapsing(self, limit: int) -> Sequence[OrganisationId]:
        del limit
        return ()


class NothingIsDue:
    """Stands for the lists of the loops, which no play needs: it chooses for all at once."""

    async def looks(self, limit: int) -> Sequence[RequestId]:
        raise NotImplementedError

    async def reports(self, limit: int) -> Sequence[RequestId]:
        raise NotImplementedError

    async def towns(self, limit: int) -> Sequence[str]:
        raise NotImplementedError

    async def late(self, patience: Mapping[Urgency, timedelta], limit: int) -> Sequence[RequestId]:
        raise NotImplementedError
