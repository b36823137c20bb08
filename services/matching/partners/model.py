"""An organisation that helps, as it says of itself and as the network knows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum, auto
from typing import NewType
from uuid import UUID

from shared.activation import Activation
from shared.contracts.partner_words import (
    CapacityPeriod,
    CapacityUnit,
    ControllerRole,
    OrganisationKind,
    PartnerStanding,
)
from shared.contracts.words import Language, ServiceLine

OrganisationId = NewType("OrganisationId", UUID)


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much an organisation can give of one line: 20 bags a week, until the end of May."""

    amount: int | None
    """None: as much as comes."""
    unit: CapacityUnit
    per: CapacityPeriod = CapacityPeriod.WEEK
    valid_until: date | None = None
    """The last day on which it holds; None: until they say otherwise."""


@dataclass(frozen=True, slots=True, order=True)
class OpenHours:
    """A time of the week at which somebody of the organisation is there, by local time."""

    weekday: int
    """Monday is 0."""
    opens: int
    """Minutes from midnight."""
    closes: int
    """The first minute at which nobody is there."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What members say of their organisation; what is not said yet is empty."""

    name: str = ""
    kind: OrganisationKind = OrganisationKind.ASSOCIATION
    business_id: str = ""
    lines: tuple[ServiceLine, ...] = ()
    municipalities: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    hours: tuple[OpenHours, ...] = ()
    phone: str = field(default="", repr=False)
    """A number for everybody; never one of a person who trades."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What an organisation agreed to."""

    version: str
    controller: ControllerRole


@dataclass(frozen=True, slots=True)
class Alike:
    """Organisations of which all is the same that is asked first about one request."""

    standing: PartnerStanding
    kind: OrganisationKind
    is_cleared: bool
    """They may know of what only staff may see to."""
    gives: bool
    """They give its line."""
    serves: bool
    """They help in its town."""
    speaks: bool
    """Somebody there speaks its language."""
    ids: Sequence[OrganisationId] = ()


@dataclass(frozen=True, slots=True)
class AgreementText:
    """One version of what organisations agree to."""

    version: str
    first: date
    """The day on which it begins to hold."""
    terms: Mapping[Language, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Agreements:
    """All versions, the earliest first."""

    versions: Sequence[AgreementText]

    def on(self, day: date) -> AgreementText:
        """Give the one that holds on a day: the last that has begun, else the first of all."""
        begun = [each for each in self.versions if each.first <= day]
        return begun[-1] if begun else self.versions[0]


@dataclass(frozen=True, slots=True)
class Partner:
    """One organisation; `version` numbers what was said of `partner/<id>`."""

    organisation_id: OrganisationId
    activation: Activation
    standing: PartnerStanding = PartnerStanding.INVITED
    facts: Facts = Facts()
    capacity: Mapping[ServiceLine, Capacity] = field(default_factory=dict)
    """Of the lines of which they told it."""
    agreement: Agreement | None = None
    cleared_for_health: bool = False
    is_reached: bool = True
    """Whether letters reach somebody of it, as intake said last."""
    version: int = 0
    edition: int = 0
    """Grows with each change: who changes what they saw names it."""
    changed_at: datetime | None = None

    @property
    def subject(self) -> str:
        """Name what events about it are numbered by."""
        return f"partner/{self.organisation_id}"

    @property
    def name(self) -> str:
        """Give what it is called; empty before anybody of it came."""
        return self.facts.name

    @property
    def kind(self) -> OrganisationKind:
        """Give what it is."""
        return self.facts.kind

    @property
    def lines(self) -> tuple[ServiceLine, ...]:
        """Give what it does."""
        return self.facts.lines

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Give where it does that, by codes."""
        return self.facts.municipalities

    @property
    def languages(self) -> tuple[Language, ...]:
        """Give what is spoken there."""
        return self.facts.languages


class Step(StrEnum):
    """What somebody did with an organisation, as the audit has it."""

    FACTS = auto()
    CAPACITY = auto()
    JOINED = auto()
    PAUSED = auto()
    RESUMED = auto()
    LEFT = auto()
    CLEARED = auto()
    """For lines that tell of health."""
    UNCLEARED = auto()


@dataclass(frozen=True, slots=True)
class Clearance:
    """Who cleared an organisation for health, or ended that, when and why."""

    staff_id: UUID
    step: Step
    reason: str
    at: datetime

    @property
    def label(self) -> str:
        """Tell two people apart without a name, as the pages of staff do."""
        return self.staff_id.hex[-4:]
