"""What was done, counted without names."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shared.contracts.activity_words import AgeBand, TakenBack
from shared.contracts.event import Event, HexHash, MunicipalityCode, Open
from shared.contracts.matching.proposals import ChangesStanding
from shared.contracts.words import Basis, Channel, ServiceLine, VettingLevel

MAX_MINUTES = 24 * 60


class AssignmentCompleted(ChangesStanding):
    """The volunteer says the help was given. Subject `match/<id>`."""

    event_type: ClassVar[str] = "assignment.completed"

    match_id: UUID
    request_id: UUID
    volunteer_id: UUID
    minutes: int = Field(ge=0, le=MAX_MINUTES)
    basis: Open[Basis] = Basis.COUNTED
    """How the minutes are known."""


class HoursLogged(Event):
    """The volunteer's note of the time used. Subject `match/<id>`."""

    event_type: ClassVar[str] = "hours.logged"

    match_id: UUID
    volunteer_id: UUID
    minutes: int = Field(ge=0, le=MAX_MINUTES)
    basis: Open[Basis] = Basis.COUNTED
    """How the minutes are known."""


class AgeCount(BaseModel):
    """How many of those who came are of an age."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    band: Open[AgeBand]
    headcount: int = Field(ge=0)


class ActivityLogged(Event):
    """Something was done, counted without names. Subject `activity/<id>`.

    A completed assignment gives exactly one, with its `assignment_id` (the match id). A correction
    says all of it anew: of one activity the newest by its version counts. One that was taken back
    counts for nothing, whatever it says, until a later version says otherwise.
    """

    event_type: ClassVar[str] = "activity.logged"

    activity_id: UUID
    assignment_id: UUID | None
    request_id: UUID | None
    service_line: Open[ServiceLine]
    municipality: MunicipalityCode
    occurred_on: date
    headcount: int = Field(ge=1, le=100_000)
    basis: Open[Basis]
    minutes: int = Field(ge=0)
    channel: Open[Channel] | None = None
    """How the request came in; None for what no request asked for."""
    min_vetting: Open[VettingLevel] | None = None
    person: HexHash | None = None
    """The helped person of the request, as `request.created` says it."""
    organisation_id: UUID | None = None
    """Whose it is; None of an assignment."""
    replaces: int | None = Field(None, ge=1)
    """The version that this one corrects."""
    taken_back: Open[TakenBack] | None = None
    """Why it counts no more; None as long as it does."""
    ages: tuple[AgeCount, ...] = ()
    """Of those whose age is known: together at most the headcount."""
    volunteer_minutes: int | None = Field(None, ge=0)
    """What all volunteers gave together; `minutes` is how long it lasted."""
    staff_minutes: int | None = Field(None, ge=0)
    series_id: UUID | None = None
    """The weekly series that it was one of."""
    purchase_id: UUID | None = None
    """The purchased service that it is a delivery of."""


class ActivityScheduled(Event):
    """Something is planned that anybody may come to. Subject `activity/<id>`, version 1."""

    event_type: ClassVar[str] = "activity.scheduled"

    activity_id: UUID
    organisation_id: UUID
    service_line: Open[ServiceLine]
    municipality: MunicipalityCode
    starts_at: AwareDatetime
    minutes: int = Field(ge=1, le=MAX_MINUTES)
    seats: int | None = Field(ge=1)
    """None: whoever comes."""
    remote: bool
    """By a link, or a place and a link."""
    series_id: UUID | None


class ActivityCancelled(Event):
    """What was planned does not happen. Subject `activity/<id>`."""

    event_type: ClassVar[str] = "activity.cancelled"

    activity_id: UUID
    organisation_id: UUID
