"""Where corrections are stored."""

from typing import Protocol

from services.intake.attention.ports import WithAttention
from services.intake.corrections.model import Corrected
from services.intake.requests.model import RequestId
from services.intake.requests.ports import WithRequests
from services.intake.submissions.ports import WithSubmissions
from shared.work import Publishes


class Corrections(Protocol):
    """Corrections of requests, in one transaction."""

    async def save(
        self, request_id: RequestId, version: int, corrected: Corrected, *, is_reserved: bool
    ) -> None:
        """Store what is new, sealed where it is personal, and the number of the last event."""
        ...


class WithCorrections(Protocol):
    """A transaction in which requests can be corrected."""

    @property
    def corrections(self) -> Corrections:
        """Give the corrections as this transaction sees them."""
        ...


class CorrectionWork(
    WithCorrections, WithRequests, WithSubmissions, WithAttention, Publishes, Protocol
):
    """What correcting a request needs of a transaction."""
