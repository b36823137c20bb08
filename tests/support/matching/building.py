"""Requests as intake tells of them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID, uuid4

from shared.activation import Activation
from shared.contracts import words
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
    RequestReopened,
    RequestUpdated,
    SaysNeed,
)
from shared.messaging.outbox import Announcement, Outbox
from tests.support.activations import ACTIVATION
from tests.support.matching.volunteers.building import MIKKELI

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
FROM_SIGN_UP_TO_DONE = (
    "volunteer.registered",
    "match.proposed",
    "volunteer.matched",
    "match.access_issued",
    "assignment.completed",
    "hours.logged",
    "activity.logged",
)
"""What matching says while someone joins, is asked, takes a task and has done it."""


@dataclass
class RequestStory:
    """One request as intake tells it."""

    request_id: UUID = field(default_factory=uuid4)
    category: str | None = words.Category.GROCERIES
    also: tuple[str, ...] = ()
    urgency: str = words.Urgency.TODAY
    language: str = words.Language.FINNISH
    service_line: str = words.ServiceLine.ERRANDS
    channel: str = words.Channel.WEB
    min_vetting: str | None = None
    person: str | None = None
    not_for: tuple[str, ...] = ()
    again_of: UUID | None = None
    volunteer_allowed: bool = True
    may_be_referred: bool = False
    municipality: str = MIKKELI
    postal_code: str | None = "50100"
    activation: Activation = ACTIVATION

    def created(self) -> Envelope[RequestCreated]:
        """Tell that it came in."""
        told = {name: value for name, value in vars(self).items() if name != "activation"}
        data = RequestCreated(**told, on_behalf=False)
        return cast("Envelope[RequestCreated]", self._tell(1, data))

    def cancelled(self) -> Envelope[RequestCancelled]:
        """Tell that it was taken back."""
        data = RequestCancelled(request_id=self.request_id, reason=words.ClosureReason.CANCELLED)
        return cast("Envelope[RequestCancelled]", self._tell(2, data))

    def completed(self, match_id: UUID | None = None) -> Envelope[RequestCompleted]:
        """Tell that the help was given."""
        data = RequestCompleted(request_id=self.request_id, match_id=match_id)
        return cast("Envelope[RequestCompleted]", self._tell(2, data))

    def closed(
        self,
        reason: words.ClosureReason = words.ClosureReason.CANCELLED,
        *,
        version: int = 3,
    ) -> Envelope[RequestClosed]:
        """Tell that nothing more will happen."""
        data = RequestClosed(request_id=self.request_id, reason=reason)
        return cast("Envelope[RequestClosed]", self._tell(version, data))

    def reopened(self, version: int) -> Envelope[RequestReopened]:
        """Tell that the help did not come."""
        data = RequestReopened(request_id=self.request_id, **self._facts())
        return cast("Envelope[RequestReopened]", self._tell(version, data))

    def updated(self, version: int) -> Envelope[RequestUpdated]:
        """Tell that what is wanted was corrected."""
        changed = ("category", "urgency", "postal_code")
        data = RequestUpdated(request_id=self.request_id, changed=changed, **self._facts())
        return cast("Envelope[RequestUpdated]", self._tell(version, data))

    def refused(self, version: int, referral_id: UUID) -> Envelope[RequestUpdated]:
        """Tell that the person says no to one organisation."""
        data = RequestUpdated(
            request_id=self.request_id, changed=(), refused_referral=referral_id, **self._facts()
        )
        return cast("Envelope[RequestUpdated]", self._tell(version, data))

    def touched(self, version: int) -> Envelope[RequestUpdated]:
        """Tell that something was corrected by which nobody searches."""
        data = RequestUpdated(request_id=self.request_id, changed=("phone",))
        return cast("Envelope[RequestUpdated]", self._tell(version, data))

    def _facts(self) -> dict[str, Any]:
        names = SaysNeed.model_fields.keys() - {"request_id"}
        facts = {name: getattr(self, name) for name in names}
        reserved = {"service_line": "advice", "category": None, "also": (), "postal_code": None}
        return facts if self.volunteer_allowed else facts | reserved

    def _tell(self, version: int, data: Event) -> Envelope[Any]:
        announcement = Announcement(
            f"request/{self.request_id}",
            version,
            data,
            self.request_id,
            municipality=self.municipality,
            activation=self.activation,
        )
        return Outbox("porukalla/intake", lambda: NOW, uuid4).envelope(announcement)
