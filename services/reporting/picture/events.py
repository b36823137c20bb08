"""Read from events what the picture shows beside what figures know."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from services.reporting.figures.rules.joined import one_each
from services.reporting.picture.model import RequestSeen, Seen, VolunteerSeen
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestEscalated,
    RequestUpdated,
    SaysNeed,
)
from shared.contracts.matching import (
    ChangesStanding,
    MatchProposed,
    RequestUnmatched,
    VolunteerAvailabilityChanged,
    VolunteerMatched,
    VolunteerRegistered,
)

_Fact: TypeAlias = Envelope[Event]
_ENDS = (RequestCancelled, RequestClosed, RequestCompleted)


def seen_of(events: Sequence[_Fact]) -> Seen:
    """Say what a batch lets the picture know, one entry a thing."""
    return Seen(one_each(_requests(events)), one_each(_volunteers(events)))


def _requests(events: Iterable[_Fact]) -> Iterable[RequestSeen]:
    return [seen for event in events if (seen := _intake(event) or _matching(event))]


def _intake(event: _Fact) -> RequestSeen | None:
    data, version = event.data, event.subjectversion
    if isinstance(data, SaysNeed | RequestUpdated):
        return RequestSeen(
            request_id=data.request_id,
            exercise=event.exercise,
            said_version=version if data.language else 0,
            language=data.language,
            urgency=data.urgency,
            searched_version=version if isinstance(data, SaysNeed) else 0,
        )
    if isinstance(data, RequestEscalated):
        return RequestSeen(
            request_id=data.request_id,
            exercise=event.exercise,
            to_person_version=version,
            to_person_at=event.time,
        )
    if isinstance(data, _ENDS):
        return RequestSeen(request_id=data.request_id, exercise=event.exercise)
    return None


def _matching(event: _Fact) -> RequestSeen | None:
    data = event.data
    if not isinstance(data, ChangesStanding) or data.standing_number is None:
        return None
    # every one of them names the request
    request_id = data.model_dump(include={"request_id"})["request_id"]
    return RequestSeen(
        request_id=request_id,
        exercise=event.exercise,
        standing_number=data.standing_number,
        standing=data.standing,
        reason=data.reason if isinstance(data, RequestUnmatched) else None,
    )


def _volunteers(events: Iterable[_Fact]) -> Iterable[VolunteerSeen]:
    """Leave out exercises: they ask nobody in earnest."""
    for event in events:
        if not event.exercise and (seen := _volunteer(event)):
            yield seen


def _volunteer(event: _Fact) -> VolunteerSeen | None:
    match event.data:
        case VolunteerRegistered() as data:
            seen = VolunteerSeen(volunteer_id=data.volunteer_id, offered_at=event.time)
        case VolunteerAvailabilityChanged() as data:
            seen = VolunteerSeen(
                volunteer_id=data.volunteer_id,
                standing_version=event.subjectversion,
                standing=data.state,
            )
        case MatchProposed() as data:
            seen = VolunteerSeen(volunteer_id=data.volunteer_id, asked_at=event.time)
        case VolunteerMatched() as data:
            seen = VolunteerSeen(volunteer_id=data.volunteer_id, accepted_at=event.time)
        case _:
            return None
    return seen
