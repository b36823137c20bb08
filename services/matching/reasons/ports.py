"""What the page of reasons and the reports read: how a need stands, and why."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from services.matching.needs.model import RequestId
from services.matching.needs.ports import WithNeeds
from services.matching.proposals.model import KeptDecision
from services.matching.reasons.model import AskedByHand, Home, Progress
from shared.work import Publishes


class Reasons(Protocol):
    """Read-only; locks nothing."""

    async def progress(self, request_id: RequestId) -> Progress | None:
        """Say how one need stands; None for one of which only the end was heard, or nothing."""
        ...

    async def decisions(self, request_id: RequestId) -> Sequence[KeptDecision]:
        """Read the last few decisions about a need, the oldest first."""
        ...

    async def helped_before(self, request_id: RequestId) -> frozenset[int]:
        """Give who helped in what is asked for again, by roster number; who is gone is left out."""
        ...

    async def by_hand(self, request_id: RequestId) -> Sequence[AskedByHand]:
        """Read whom coordinators had asked about a need, the newest first."""
        ...

    async def homes(self, numbers: Sequence[int]) -> Mapping[int, Home]:
        """Say where volunteers live, by roster number; who is gone is left out."""
        ...


class SearchProgress(Protocol):
    """How searches stand, in one transaction."""

    async def of(self, request_ids: Sequence[RequestId]) -> Sequence[Progress]:
        """Say how needs stand; those of which only the end was heard are left out."""
        ...


class WithProgress(Protocol):
    """A transaction in which the progress of searches can be read."""

    @property
    def progress(self) -> SearchProgress:
        """Give the progress as this transaction sees it."""
        ...


class ReportWork(WithProgress, WithNeeds, Publishes, Protocol):
    """What reporting on searches needs of a transaction."""
