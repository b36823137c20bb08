"""A small world of facts, told as the services tell it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from shared.contracts.call_words import CallDirection, CallOutcome
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
    RequestEscalated,
    RequestLinked,
    RequestReopened,
    RequestUpdated,
)
from shared.contracts.matching import (
    ActivityLogged,
    AssignmentCompleted,
    HoursLogged,
    MatchDeclined,
    MatchProposed,
    RequestUnmatched,
    VolunteerMatched,
)
from shared.contracts.notify import NotificationSent
from shared.contracts.wire import ENVELOPES, schema_url
from shared.contracts.words import (
    SENSITIVE_CATEGORIES,
    SERVICE_LINE_OF,
    Basis,
    Category,
    Channel,
    ClosureReason,
    Language,
    NoticeChannel,
    ServiceLine,
    UnmatchedReason,
    Urgency,
)

START = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
DAY = date(2026, 11, 25)
SPACE = UUID("00000000-0000-7000-8000-0000000000aa")


def named(name: str) -> UUID:
    """Give the same id for the same name."""
    return uuid5(SPACE, name)


def fact(
    data: Event,
    subject: str,
    version: int,
    *,
    about: UUID,
    minute: int = 0,
    exercise: bool = False,
    source: str = "intake",
) -> Envelope[Event]:
    """Wrap data as its service would; the id follows from subject and version."""
    return ENVELOPES[data.event_type](
        id=named(f"{subject} {version} {data.event_type}"),
        type=data.event_type,
        source=f"porukalla/{source}",
        subject=subject,
        time=START + timedelta(minutes=minute),
        dataschema=schema_url(data.event_type),
        subjectversion=version,
        correlationid=about,
        activationid=SPACE,
        exercise=exercise,
        data=data,
    )


def escalated(name: str, minute: int = 0) -> Envelope[Event]:
    """Somebody is in danger, and a person has it."""
    identity = named(name)
    data = RequestEscalated(request_id=identity)
    return fact(data, f"request/{identity}", 1, about=identity, minute=minute)


def linked(name: str, other: str, version: int = 2) -> Envelope[Event]:
    """Say that it belongs together with another."""
    identity = named(name)
    data = RequestLinked(request_id=identity, with_id=named(other))
    return fact(data, f"request/{identity}", version, about=identity)


def created(
    name: str,
    category: Category = Category.GROCERIES,
    *,
    municipality: str = "491",
    minute: int = 0,
    exercise: bool = False,
) -> Envelope[Event]:
    """Ask for help."""
    request_id = named(name)
    facts = _facts(category) | {"municipality": municipality}
    if category in SENSITIVE_CATEGORIES:
        facts |= {"category": None, "volunteer_allowed": False}
    data = RequestCreated(request_id=request_id, channel=Channel.WEB, on_behalf=False, **facts)
    return fact(
        data, f"request/{request_id}", 1, about=request_id, minute=minute, exercise=exercise
    )


def cancelled(name: str, *, minute: int = 5) -> Envelope[Event]:
    """Take the request back."""
    request_id = named(name)
    data = RequestCancelled(request_id=request_id, reason=ClosureReason.CANCELLED)
    return fact(data, f"request/{request_id}", 2, about=request_id, minute=minute)


def completed(name: str, *, minute: int = 51, version: int = 2) -> Envelope[Event]:
    """Say that the help was given."""
    request_id = named(name)
    data = RequestCompleted(request_id=request_id, match_id=named(f"{name} match"))
    return fact(data, f"request/{request_id}", version, about=request_id, minute=minute)


def closed(
    name: str,
    reason: ClosureReason = ClosureReason.COMPLETED,
    *,
    minute: int = 51,
    version: int = 3,
) -> Envelope[Event]:
    """Close the request."""
    request_id = named(name)
    data = RequestClosed(request_id=request_id, reason=reason)
    return fact(data, f"request/{request_id}", version, about=request_id, minute=minute)


def reopened(
    name: str, *, category: Category = Category.GROCERIES, minute: int = 52, version: int = 4
) -> Envelope[Event]:
    """Say that the help did not come."""
    request_id = named(name)
    data = RequestReopened(request_id=request_id, **_facts(category))
    return fact(data, f"request/{request_id}", version, about=request_id, minute=minute)


def corrected(
    name: str, category: Category, *, minute: int = 3, version: int = 2
) -> Envelope[Event]:
    """Correct what is asked for."""
    request_id = named(name)
    data = RequestUpdated(request_id=request_id, changed=("category",), **_facts(category))
    return fact(data, f"request/{request_id}", version, about=request_id, minute=minute)


def _facts(category: Category) -> dict[str, Any]:
    return {
        "service_line": SERVICE_LINE_OF[category],
        "category": category,
        "urgency": Urgency.TODAY,
        "municipality": "491",
        "postal_code": "50100",
        "language": Language.FINNISH,
        "volunteer_allowed": True,
    }


def unmatched(name: str, *, minute: int = 30) -> Envelope[Event]:
    """Find nobody left to ask."""
    request_id = named(name)
    data = RequestUnmatched(
        request_id=request_id,
        reason=UnmatchedReason.EVERYONE_ASKED,
        considered=12,
        asked=3,
        declined=3,
        at_their_cap=2,
    )
    return fact(data, f"need/{request_id}", 1, about=request_id, minute=minute, source="matching")


def match_story(name: str, *, minutes: int = 45, start: int = 1) -> list[Envelope[Event]]:
    """Ask a volunteer, who accepts, helps, and notes the time."""
    request_id, match_id = named(name), named(f"{name} match")
    who = {"match_id": match_id, "request_id": request_id, "volunteer_id": named("volunteer")}
    told: list[tuple[Event, int]] = [
        (
            MatchProposed.model_validate(
                who | {"expires_at": START + timedelta(hours=1), "attempt": 1}
            ),
            start,
        ),
        (VolunteerMatched.model_validate(who), start + 4),
        (AssignmentCompleted.model_validate(who | {"minutes": minutes}), start + 49),
        (HoursLogged.model_validate(who | {"minutes": minutes}), start + 49),
    ]
    return [
        fact(data, f"match/{match_id}", number, about=request_id, minute=minute, source="matching")
        for number, (data, minute) in enumerate(told, start=1)
    ]


def declined_match(name: str, *, start: int = 1) -> list[Envelope[Event]]:
    """Ask a volunteer who cannot."""
    request_id, match_id = named(name), named(f"{name} declined")
    who = {"match_id": match_id, "request_id": request_id, "volunteer_id": named("other")}
    proposed = MatchProposed.model_validate(
        who | {"expires_at": START + timedelta(hours=1), "attempt": 1}
    )
    return [
        fact(data, f"match/{match_id}", number, about=request_id, minute=minute, source="matching")
        for number, data, minute in (
            (1, proposed, start),
            (2, MatchDeclined.model_validate(who), start + 3),
        )
    ]


def activity(
    name: str,
    *,
    assignment: str | None = None,
    headcount: int = 1,
    version: int = 1,
    line: ServiceLine = ServiceLine.ERRANDS,
    occurred_on: date = DAY,
) -> Envelope[Event]:
    """Say that something was done; `assignment` names the request it was for."""
    activity_id = named(name)
    data = ActivityLogged(
        activity_id=activity_id,
        assignment_id=named(f"{assignment} match") if assignment else None,
        request_id=named(assignment) if assignment else None,
        service_line=line,
        municipality="491",
        occurred_on=occurred_on,
        headcount=headcount,
        basis=Basis.COUNTED,
        minutes=45,
    )
    return fact(
        data,
        f"activity/{activity_id}",
        version,
        about=named(assignment) if assignment else activity_id,
        minute=50,
        source="matching",
    )


def called(
    name: str,
    outcome: CallOutcome = CallOutcome.ADVISED,
    *,
    seconds: int = 60,
    request: str | None = None,
    version: int = 1,
) -> Envelope[Event]:
    """End a call; `request` names the request that came of it."""
    call_id, request_id = named(f"{name} call"), named(request) if request else None
    data = CallLogged(
        call_id=call_id,
        direction=CallDirection.INBOUND,
        outcome=outcome,
        seconds=seconds,
        channel=Channel.PHONE,
        request_id=request_id,
    )
    return fact(data, f"call/{call_id}", version, about=request_id or call_id, minute=50)


def missed(name: str, *, minute: int = 40, in_hours: bool = True) -> Envelope[Event]:
    """Ring and get no answer; it is told a little later."""
    call_id, rang_at = named(f"{name} missed"), START + timedelta(minutes=minute)
    data = CallMissed(call_id=call_id, rang_at=rang_at, in_hours=in_hours, channel=Channel.PHONE)
    return fact(data, f"call/{call_id}", 1, about=call_id, minute=minute + 2)


def returned(name: str, *, minute: int = 48) -> Envelope[Event]:
    """Reach whoever got no answer."""
    call_id = named(f"{name} missed")
    data = CallMissedReturned(call_id=call_id)
    return fact(data, f"call/{call_id}", 2, about=call_id, minute=minute)


def mailed(name: str, *, minute: int = 2) -> Envelope[Event]:
    """Say that a letter about the request went out."""
    request_id, notification_id = named(name), named(f"{name} letter")
    data = NotificationSent(
        notification_id=notification_id,
        channel=NoticeChannel.EMAIL,
        about=request_id,
        attempts=1,
    )
    return fact(
        data,
        f"notification/{notification_id}",
        2,
        about=request_id,
        minute=minute,
        source="notify",
    )


def helped(
    name: str, category: Category = Category.GROCERIES, *, municipality: str = "491"
) -> list[Envelope[Event]]:
    """Tell the whole story of a request that got help, in order."""
    return [
        created(name, category, municipality=municipality),
        *match_story(name),
        activity(f"{name} activity", assignment=name),
        completed(name),
        closed(name),
    ]
