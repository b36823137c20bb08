"""The base of every event's data."""

from enum import StrEnum
from typing import Annotated, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^\d{3}$")]
PostalCode = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
HexHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
CODE_PATTERN = r"^[a-z][a-z0-9_.]{0,63}$"
Code = Annotated[str, StringConstraints(pattern=CODE_PATTERN)]

KnownT = TypeVar("KnownT", bound=StrEnum)

Open = Annotated[KnownT | Code, Field(union_mode="left_to_right")]
"""A code of a set that grows: one that this version does not know yet is kept as it came."""


def known(codes: type[KnownT], value: str | None) -> KnownT | None:
    """Give the code, or None for one that this version does not know."""
    return codes(value) if value in set(codes) else None


class Event(BaseModel):
    """Something that happened, said to whoever listens.

    Additive changes keep the class; anything else is a new class and type (`.v2`).
    Unknown fields are ignored, so that an older consumer reads a newer publisher. What reads a type
    is built when its first event comes: a service hears and says few of them.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    event_type: ClassVar[str]


class LaterEvent(Event):
    """An event of a type, or a form, that this version does not know: kept as it came."""

    model_config = ConfigDict(frozen=True, extra="allow")

    event_type: ClassVar[str] = ""
