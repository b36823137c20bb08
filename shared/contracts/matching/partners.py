"""Which organisations help, what they do, and how much of it they can give."""

from datetime import date
from typing import Annotated, ClassVar, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shared.contracts.event import Event, MunicipalityCode, Open
from shared.contracts.partner_words import (
    PERHAPS_A_PERSON,
    CapacityPeriod,
    CapacityUnit,
    ControllerRole,
    OrganisationKind,
)
from shared.contracts.words import Language, ServiceLine

AgreementVersion = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")]
PublicPhone = Annotated[str, StringConstraints(pattern=r"^\+[0-9]{6,15}$")]


class PrivateNumberError(ValueError):
    """The number of a person who trades may be their own: it is never published."""


class OpeningHours(BaseModel):
    """A time of the week, by local time."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    weekday: int = Field(ge=0, le=6)
    """Monday is 0."""
    opens: int = Field(ge=0, lt=1440)
    """Minutes from midnight."""
    closes: int = Field(gt=0, le=1440)


class PublishedFacts(BaseModel):
    """What an organisation lets everybody know of itself.

    The one type with words that may stand in an event, and in `partner.listed` only.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    kind: Open[OrganisationKind]
    phone: PublicPhone | None = None

    @model_validator(mode="after")
    def _has_no_number_of_a_person(self) -> Self:
        if self.kind in PERHAPS_A_PERSON and self.phone is not None:
            raise PrivateNumberError
        return self


class PartnerJoined(Event):
    """An organisation said what it does and agreed to how it is done. Subject `partner/<id>`."""

    event_type: ClassVar[str] = "partner.joined"

    organisation_id: UUID
    agreement_version: AgreementVersion
    controller_role: Open[ControllerRole]


class PartnerListed(Event):
    """What it does, where and when, as it is from now on. Subject `partner/<id>`.

    Said as it joins, and again with each change until it leaves.
    """

    event_type: ClassVar[str] = "partner.listed"

    organisation_id: UUID
    published: PublishedFacts
    service_lines: tuple[Open[ServiceLine], ...]
    municipalities: tuple[MunicipalityCode, ...]
    languages: tuple[Open[Language], ...]
    hours: tuple[OpeningHours, ...] = ()


class PartnerCapacityReported(Event):
    """How much of one line it can give from now on. Subject `partner/<id>`."""

    event_type: ClassVar[str] = "partner.capacity_reported"

    organisation_id: UUID
    service_line: Open[ServiceLine]
    amount: int | None = Field(ge=0)
    """None: as much as comes, or nothing is said of it any more: then there is no unit either."""
    unit: Open[CapacityUnit] | None
    per: Open[CapacityPeriod] | None
    valid_until: date | None = None
    """The last day on which it holds."""


class PartnerCapacityLapsing(Event):
    """What it said it can give holds for a few days more. Subject `partner/<id>`.

    Said once of each last day, so that whoever speaks for it is asked to say it anew.
    """

    event_type: ClassVar[str] = "partner.capacity_lapsing"

    organisation_id: UUID
    service_lines: tuple[Open[ServiceLine], ...]
    valid_until: date
    """The first of the days on which one of them lapses."""


class PartnerPaused(Event):
    """It takes nothing new. Subject `partner/<id>`."""

    event_type: ClassVar[str] = "partner.paused"

    organisation_id: UUID


class PartnerResumed(Event):
    """It may be asked again. Subject `partner/<id>`."""

    event_type: ClassVar[str] = "partner.resumed"

    organisation_id: UUID


class PartnerLeft(Event):
    """It is gone for good. Subject `partner/<id>`."""

    event_type: ClassVar[str] = "partner.left"

    organisation_id: UUID
