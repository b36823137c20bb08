"""Read from the events of all services what they say about one thing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from typing import Any, TypedDict, TypeVar
from uuid import UUID

from services.reporting.figures.model.calls import CallFacts, MissedCallFacts
from services.reporting.figures.model.facts import (
    ActivityFacts,
    HoursFacts,
    Knowledge,
    MatchFacts,
    MatchState,
    RequestFacts,
    RequestState,
)
from services.reporting.figures.model.told import Told
from services.reporting.figures.rules.joined import Joinable, one_each
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import (
    CallLogged,
    CallMissed,
    CallMissedReturned,
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

MATCH_STATES: dict[type[Event], MatchState] = {
    MatchProposed: MatchState.PROPOSED,
    MatchDeclined: MatchState.DECLINED,
    MatchExpired: MatchState.EXPIRED,
    VolunteerMatched: MatchState.MATCHED,
    MatchWithdrawn: MatchState.WITHDRAWN,
    AssignmentCompleted: MatchState.COMPLETED,
}

Facts = TypeVar("Facts", bound=Joinable)
ToldT = TypeVar("ToldT", bound=Told)


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
        calls=_noted(_call, events),
        missed_calls=_noted(_missed_call, events),
    )


def _noted(
    note: Callable[[Envelope[Event]], Facts | None], events: Iterable[Envelope[Event]]
) -> list[Facts]:
    return one_each(facts for event in events if (facts := note(event)) is not None)


def _request(event: Envelope[Event]) -> RequestFacts | None:
    match event.data:
        case RequestCreated():
            return _told(
                RequestFacts,
                event,
                state=RequestState.RECEIVED,
                received_at=event.time,
                facts_version=event.subjectversion,
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
    state = MATCH_STATES.get(type(event.data))
    if state is None:
        return None
    return _told(
        MatchFacts,
        event,
        state=state,
        proposed_at=event.time if state is MatchState.PROPOSED else None,
        matched_at=event.time if state is MatchState.MATCHED else None,
        completed_at=event.time if state is MatchState.COMPLETED else None,
    )


def _hours(event: Envelope[Event]) -> HoursFacts | None:
    if not isinstance(event.data, HoursLogged):
        return None
    return _told(HoursFacts, event, story=event.correlationid, logged_at=event.time)


def _activity(event: Envelope[Event]) -> ActivityFacts | None:
    return _told(ActivityFacts, event) if isinstance(event.data, ActivityLogged) else None


def _call(event: Envelope[Event]) -> CallFacts | None:
    if not isinstance(event.data, CallLogged):
        return None
    return _told(CallFacts, event, logged_at=event.time)


def _missed_call(event: Envelope[Event]) -> MissedCallFacts | None:
    match event.data:
        case CallMissed():
            return _told(MissedCallFacts, event, said_at=event.time)
        case CallMissedReturned():
            return _told(MissedCallFacts, event, returned_at=event.time)
        case _:
            return None


def _told(kind: type[ToldT], event: Envelope[Event], **read: object) -> ToldT:
    """Give a fact: what the event says under the fact's own names, and what is read from it."""
    names = {field.name for field in fields(kind)}
    said: dict[str, Any] = {name: value for name, value in event.data if name in names}
    said.update(read)
    return kind(**said, **_marks(event))


def _marks(event: Envelope[Event]) -> _Marks:
    return _Marks(
        version=event.subjectversion, activation_id=event.activationid, exercise=event.exercise
    )
