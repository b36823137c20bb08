"""What reporting says: that a report to a funder was published, that somebody was shown a form."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from shared.contracts.event import Event, HexHash, Open

PROJECT_PATTERN = r"^[a-z0-9][a-z0-9-]{0,39}$"
ProjectCode = Annotated[str, StringConstraints(pattern=PROJECT_PATTERN)]


class ReportPublished(Event):
    """A report of a project and period is published, or corrected. Subject `report/<id>`."""

    event_type: ClassVar[str] = "report.published"

    report_id: UUID
    project: ProjectCode
    first_day: date
    last_day: date
    number: int = Field(ge=1)
    """That of the report, among all of the network."""
    edition: int = Field(ge=1)
    """1, and one more with each correction."""
    content_hash: HexHash
    """Of its texts and figures as they are shown."""


class ParticipantForm(StrEnum):
    """Which of the funder's forms a participant fills in."""

    START = "start"
    EXIT = "exit"


class ParticipantDirected(Event):
    """Somebody was shown where the funder's form is filled in. Subject `direction/<id>`.

    Nothing is known of them, nor whether they filled it in: the form is the funder's.
    """

    event_type: ClassVar[str] = "participant.directed"

    direction_id: UUID
    project: ProjectCode
    participant_form: Open[ParticipantForm]


EVENTS: tuple[type[Event], ...] = (ReportPublished, ParticipantDirected)
