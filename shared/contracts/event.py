"""The base of every event's data."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, StringConstraints

MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^\d{3}$")]
PostalCode = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
HexHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_.]{0,63}$")]


class Event(BaseModel):
    """Something that happened, said to whoever listens.

    Additive changes keep the class; anything else is a new class and type (`.v2`).
    Unknown fields are ignored, so that an older consumer reads a newer publisher.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    event_type: ClassVar[str]
