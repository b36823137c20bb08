"""Read from the events of all services what they say about one thing."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypedDict, TypeVar, cast
from uuid import UUID

from services.reporting.figures.model.facts import (
    ActivityFacts,
    HoursFacts,
    Knowledge,
    MatchFacts,
    MatchState,
    RequestFacts,
    RequestState,
)
from services.reporting.figures.rules import Joinable, one_each
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
    RequestReopened,
    RequestUpdated,
)
from shared.contracts.matching import (
    ActivityLogged,
    AssignmentCompleted,
    HoursLogged,
    MatchDeclined,
    MatchExpired,
    MatchProposed,
    MatchWithdrawn,
    VolunteerMatched,
)

MatchEvent = (
    MatchProposed
    | MatchDeclined
    | MatchExpired
    | VolunteerMatched
    | MatchWithdrawn
    | AssignmentCompleted
)
MATCH_STATES: dict[type[MatchEvent], MatchState] = {
    MatchProposed: MatchState.PROPOSED,
    MatchDeclined: MatchState.DECLINED,
    MatchExpired: MatchState.EXPIRED,
    VolunteerMatched: MatchState.MATCHED,
    MatchWithdrawn: MatchState.WITHDRAWN,
    AssignmentCompleted: MatchState.COMPLETED,
}

Facts = TypeVar("Facts", bound=Joinable)


class _Marks(TypedDict):
    """What every fact says of the event it comes from."""

    version: int
    activation_id: UUID
    exercise: bool


def knowledge_of(events: Sequence[Envelope[Event]]) -> Knowledge:
    """Say what a batch lets us know, joined to one entry a thing."""
    return Knowledge(
        requests=_noted(_request, events),
        matches=_noted(_match, events),
        hours=_noted(_hours, events),
        activities=_noted(_activity, events),
    )


def _noted(
    note: Callable[[Envelope[Event]], Facts | None], events: Iterable[Envelope[Event]]
) -> list[Facts]:
    return one_each(facts for event in events if (facts := note(event)) is not None)


def _request(event: Envelope[Event]) -> RequestFacts | None:
    match event.data:
        case RequestCreated() as data:
            return RequestFacts(
                request_id=data.request_id,
                state=RequestState.RECEIVED,
                service_line=data.service_line,
                category=data.category,
                municipality=data.municipality,
                received_at=event.time,
                channel=data.channel,
                min_vetting=data.min_vetting,
                person=data.person,
                facts_version=event.subjectversion,
                **_marks(event),
            )
        case RequestUpdated() | RequestReopened() as data:
            return _request_corrected(event, data)
        case RequestCancelled() | RequestCompleted() | RequestClosed() as data:
            return _request_ending(event, data)
        case _:
            return None


def _request_corrected(
    event: Envelope[Event], data: RequestUpdated | RequestReopened
) -> RequestFacts | None:
    """Read what it is about now; a correction alone does not say how it stands: version 0."""
    if data.service_line is None or data.municipality is None:
        return None
    marks = _marks(event)
    if isinstance(data, RequestUpdated):
        marks["version"] = 0
    return RequestFacts(
        request_id=data.request_id,
        state=RequestState.RECEIVED,
        service_line=data.service_line,
        category=data.category,
        municipality=data.municipality,
        facts_version=event.subjectversion,
        **marks,
    )


def _request_ending(
    event: Envelope[Event], data: RequestCancelled | RequestCompleted | RequestClosed
) -> RequestFacts:
    if isinstance(data, RequestCompleted):
        return RequestFacts(
            request_id=data.request_id,
            state=RequestState.COMPLETED,
            completed_at=event.time,
            **_marks(event),
        )
    is_closed = isinstance(data, RequestClosed)
    return RequestFacts(
        request_id=data.request_id,
        state=RequestState.CLOSED if is_closed else RequestState.CANCELLED,
        closure_reason=data.reason,
        closed_at=event.time,
        **_marks(event),
    )


def _match(event: Envelope[Event]) -> MatchFacts | None:
    kind = type(event.data)
    if kind not in MATCH_STATES:
        return None
    data = cast("MatchEvent", event.data)
    return MatchFacts(
        match_id=data.match_id,
        state=MATCH_STATES[type(data)],
        request_id=data.request_id,
        volunteer_id=data.volunteer_id,
        proposed_at=event.time if kind is MatchProposed else None,
        matched_at=event.time if kind is VolunteerMatched else None,
        completed_at=event.time if kind is AssignmentCompleted else None,
        basis=data.basis if isinstance(data, AssignmentCompleted) else None,
        **_marks(event),
    )


def _hours(event: Envelope[Event]) -> HoursFacts | None:
    data = event.data
    if not isinstance(data, HoursLogged):
        return None
    return HoursFacts(
        match_id=data.match_id,
        volunteer_id=data.volunteer_id,
        minutes=data.minutes,
        basis=data.basis,
        logged_at=event.time,
        **_marks(event),
    )


def _activity(event: Envelope[Event]) -> ActivityFacts | None:
    data = event.data
    if not isinstance(data, ActivityLogged):
        return None
    return ActivityFacts(
        activity_id=data.activity_id,
        assignment_id=data.assignment_id,
        request_id=data.request_id,
        service_line=data.service_line,
        municipality=data.municipality,
        occurred_on=data.occurred_on,
        headcount=data.headcount,
        basis=data.basis,
        minutes=data.minutes,
        channel=data.channel,
        min_vetting=data.min_vetting,
        person=data.person,
        **_marks(event),
    )


def _marks(event: Envelope[Event]) -> _Marks:
    return _Marks(
        version=event.subjectversion, activation_id=event.activationid, exercise=event.exercise
    )
