"""The CloudEvents 1.0 envelope, structured JSON, around every event."""

from typing import Annotated, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from shared.contracts.event import Event, MunicipalityCode

CONTENT_TYPE = "application/cloudevents+json"

Data_co = TypeVar("Data_co", bound=Event, covariant=True)


class Envelope(BaseModel, Generic[Data_co]):
    """One event on the wire; attribute names are CloudEvents' own (lower case, no underscores).

    `subject` is `<kind>/<id>`; `subjectversion` grows by one with each event of a subject.
    A consumer that does not bind every type sees gaps: compare greater-than, never equal-plus-one.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    specversion: Literal["1.0"] = "1.0"
    id: UUID
    type: str
    source: str
    subject: Annotated[str, StringConstraints(pattern=r"^[a-z_]+/[0-9a-f-]{36}$")]
    time: AwareDatetime
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: str
    subjectversion: int = Field(ge=1)
    correlationid: UUID
    causationid: UUID | None = None
    traceparent: str | None = None
    municipality: MunicipalityCode | None = None
    activationid: UUID
    exercise: bool = False
    data: Data_co

    @property
    def subject_id(self) -> UUID:
        """The id within `subject`."""
        return UUID(self.subject.partition("/")[2])
