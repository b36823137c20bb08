"""What a coordinator wishes for a request, as intake tells of it, and what was said to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast
from uuid import UUID, uuid4

from shared.activation import FIRST_ACTIVATION, Activation
from shared.contracts.ask_words import OverrideReason, WideningReason
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import (
    RequestAssignmentRequested,
    RequestReferralRequested,
    RequestWideningRequested,
)
from shared.contracts.matching import RequestAssignmentRefused
from shared.messaging.outbox import Announcement, Outbox
from tests.support.matching.building import NOW
from tests.support.matching.volunteers.building import MIKKELI

Wish = Envelope[RequestAssignmentRequested]


@dataclass(frozen=True)
class Coordinator:
    """Wishes something for one request."""

    request_id: UUID
    activation: Activation = FIRST_ACTIVATION

    def wish_for(self, number: int, *overrides: str, manner: str = "beside") -> Wish:
        """Tell that they want one volunteer asked, past these rules."""
        data = RequestAssignmentRequested(
            wish_id=uuid4(),
            request_id=self.request_id,
            volunteer_number=number,
            staff_id=uuid4(),
            manner=manner,
            overrides=overrides,
            override_reason=OverrideReason.NOBODY_ELSE if overrides else None,
        )
        return cast("Wish", self._tell(data))

    def widen(self, *limits: str) -> Envelope[RequestWideningRequested]:
        """Tell that they want more people asked, past these limits."""
        data = RequestWideningRequested(
            wish_id=uuid4(),
            request_id=self.request_id,
            staff_id=uuid4(),
            limits=limits,
            reason=WideningReason.NOBODY_LEFT,
        )
        return cast("Envelope[RequestWideningRequested]", self._tell(data))

    def refer(
        self, organisation_id: UUID | None = None, *, has_consent: bool = True
    ) -> Envelope[RequestReferralRequested]:
        """Tell that they want it referred to an organisation, or to whoever's turn it is."""
        data = RequestReferralRequested(
            wish_id=uuid4(),
            request_id=self.request_id,
            organisation_id=organisation_id or UUID(int=0),
            staff_id=uuid4(),
            has_consent=has_consent,
        )
        return cast("Envelope[RequestReferralRequested]", self._tell(data))

    def _tell(self, data: Event) -> Envelope[Event]:
        announcement = Announcement(
            f"request/{self.request_id}",
            4,
            data,
            self.request_id,
            municipality=MIKKELI,
            activation=self.activation,
        )
        return Outbox("porukalla/intake", lambda: NOW, uuid4).envelope(announcement)


def refusals(said: Iterable[Event]) -> list[str]:
    """List why wishes were refused, in order."""
    return [data.reason for data in said if isinstance(data, RequestAssignmentRefused)]
