"""Who offers to help, and how much help there is."""

from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.event import Event, MunicipalityCode, Open
from shared.contracts.volunteer_words import VolunteerStanding
from shared.contracts.words import Category, Language


class VolunteerRegistered(Event):
    """Someone offered to help. Subject `volunteer/<id>`."""

    event_type: ClassVar[str] = "volunteer.registered"

    volunteer_id: UUID
    municipality: MunicipalityCode
    languages: tuple[Open[Language], ...]
    categories: tuple[Open[Category], ...]


class VolunteerAvailabilityChanged(Event):
    """Somebody who offered to help rests, can be asked again, or left. Subject `volunteer/<id>`.

    Nobody says why. Who left is erased: this is the last that is said of them.
    """

    event_type: ClassVar[str] = "volunteer.availability_changed"

    volunteer_id: UUID
    state: Open[VolunteerStanding]


class Supply(BaseModel):
    """What somebody who asks for one kind of help can expect."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    category: Open[Category]
    helpers: int | None = Field(ge=0)
    """How many can be asked now, rounded down; None: a few, fewer than five."""
    usual_minutes: int | None = Field(ge=0)
    """Half of those who asked lately had a yes within this; None: it is not known."""


class SupplyReported(Event):
    """How much help there is in one town. Subject `supply/<id>`.

    Said when it changes, at most once a minute, and again each half an hour; it points to
    nobody. Of a town the newest by its time counts.
    """

    event_type: ClassVar[str] = "supply.reported"

    municipality: MunicipalityCode
    needs: tuple[Supply, ...]
    """Every kind of help that volunteers give, once."""
