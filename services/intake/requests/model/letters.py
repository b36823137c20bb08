"""Letters about a request."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from services.intake.requests.model.request import Contact, RequestId
from shared.activation import Activation
from shared.reach_points import ReachPoint


class Template(StrEnum):
    """Notify's names of the letters."""

    RECEIVED = "request_received"
    MATCHED = "request_matched"
    REOPENED = "request_reopened"
    CANCELLED = "request_cancelled"
    STILL_LOOKING = "still_looking"
    ASKED_FOR_YOU = "request_asked_for_you"
    """To the one who is helped: who asked, and how to say no."""
    CHANGED = "request_changed"
    """To them as well: it was corrected or opened again by whoever holds a link."""
    COMPLETED = "request_completed"
    CLOSED = "request_closed"
    """A coordinator ended it; why is said on its page alone."""
    LINK = "request_link"
    WITH_PARTNER = "request_with_partner"
    """A partner organisation helps: which, and how to say no."""


@dataclass(frozen=True, slots=True)
class RequestLetter:
    """A mail to the requester, with a link to the page of their request."""

    template: Template
    request_id: RequestId
    reference: str
    municipality: str
    activation: Activation
    contact: Contact
    to: ReachPoint
    status_url: str = field(repr=False)
    code_word: str = field(repr=False)
    """Empty of a request from before there was one, until somebody helps."""
    heard_by: datetime | None = None
    """By when they hear from us either way; None where nothing is promised."""
    partner: str = ""
    """Which organisation helps; empty where that would tell what is asked for."""

    @property
    def tells_helped(self) -> bool:
        """Say whether it is the one that tells somebody that they were asked for."""
        return self.template is Template.ASKED_FOR_YOU
