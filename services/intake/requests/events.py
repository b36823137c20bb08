"""What intake announces of a request: what matching searches by, and its end."""

from typing import Final, Protocol, TypedDict
from uuid import UUID

from services.intake.requests.model import Closure, MatchId, Request
from shared.contracts.intake import RequestCancelled, RequestClosed, RequestCompleted
from shared.contracts.words import (
    SERVICE_LINE_OF,
    Category,
    ClosureReason,
    Language,
    ServiceLine,
    Urgency,
    VettingLevel,
)
from shared.messaging.outbox import Announcement, Story


class Asked(Protocol):
    """What matching searches by, as it was asked for."""

    @property
    def category(self) -> Category:
        """What kind of help."""
        ...

    @property
    def urgency(self) -> Urgency:
        """How soon."""
        ...

    @property
    def municipality(self) -> str:
        """Where."""
        ...

    @property
    def postal_code(self) -> str:
        """Where, more closely."""
        ...

    @property
    def language(self) -> Language:
        """In what language."""
        ...

    @property
    def min_vetting(self) -> VettingLevel:
        """How well a helper must be known."""
        ...


class _Revealing(TypedDict):
    service_line: ServiceLine
    category: Category | None
    postal_code: str | None
    min_vetting: VettingLevel


class Facts(_Revealing):
    """What an event says of it."""

    urgency: Urgency
    municipality: str
    language: Language
    volunteer_allowed: bool


NOT_FOR_VOLUNTEERS: Final = _Revealing(
    service_line=ServiceLine.ADVICE,
    category=None,
    postal_code=None,
    min_vetting=VettingLevel.NONE,
)
"""Said of every request that no volunteer may know of, so that nothing tells why (settled 41)."""


def facts_of(asked: Asked, *, volunteer_allowed: bool) -> Facts:
    """Give what an event says of it; whatever would reveal why it is reserved stays here."""
    revealing = NOT_FOR_VOLUNTEERS
    if volunteer_allowed:
        revealing = _Revealing(
            service_line=SERVICE_LINE_OF[asked.category],
            category=asked.category,
            postal_code=asked.postal_code,
            min_vetting=asked.min_vetting,
        )
    return Facts(
        urgency=asked.urgency,
        municipality=asked.municipality,
        language=asked.language,
        volunteer_allowed=volunteer_allowed,
        **revealing,
    )


def closing(
    request: Request, closure: Closure, match_id: MatchId | None, cause: UUID | None
) -> tuple[Announcement, Announcement]:
    """Say what ended the request, and that nothing more will happen."""
    story = Story(request.id, request.municipality, cause, activation=request.activation)
    subject = f"request/{request.id}"
    reason = ClosureReason(closure)
    end: RequestCancelled | RequestCompleted = RequestCancelled(
        request_id=request.id, reason=reason
    )
    if closure is Closure.COMPLETED:
        end = RequestCompleted(request_id=request.id, match_id=match_id)
    closed = RequestClosed(request_id=request.id, reason=reason)
    return (
        story.say(subject, request.version + 1, end),
        story.say(subject, request.version + 2, closed),
    )
