"""A service that is bought: what is agreed, and what was delivered of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from services.matching.activities.model import By
from services.matching.partners.model import OrganisationId, Partner
from shared.activation import Activation
from shared.contracts.purchase_words import PurchaseUnit
from shared.contracts.words import ServiceLine

PurchaseId = NewType("PurchaseId", UUID)
DeliveryId = NewType("DeliveryId", UUID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed."""

    service: str
    service_line: ServiceLine
    municipality: str
    unit: PurchaseUnit
    quantity: int
    unit_price_cents: int
    """As it is paid, with tax."""
    first_day: date
    last_day: date
    platform: str = ""
    link: str = field(default="", repr=False)
    """Where it is given from afar; whoever has the link can come in."""

    @property
    def price_cents(self) -> int:
        """Give what all of it costs."""
        return self.quantity * self.unit_price_cents

    @property
    def is_remote(self) -> bool:
        """Say whether it is given from afar."""
        return bool(self.platform or self.link)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """One contract; `version` numbers what was said of `purchase/<id>`."""

    id: PurchaseId
    organisation_id: OrganisationId
    terms: Terms
    activation: Activation
    version: int = 1
    stated: int = 1
    """The number by which its terms or its end were said last: who changes them names it."""
    delivered: int = 0
    """Units, of all deliveries as they were corrected last."""
    ended_on: date | None = None

    @property
    def subject(self) -> str:
        """Name what events about it are numbered by."""
        return f"purchase/{self.id}"

    @property
    def last_day(self) -> date:
        """Give the last day of which something may be delivered."""
        return self.ended_on or self.terms.last_day

    @property
    def left(self) -> int:
        """Count the units that are still to be delivered."""
        return self.terms.quantity - self.delivered

    @property
    def delivered_cents(self) -> int:
        """Give what was delivered so far costs."""
        return self.delivered * self.terms.unit_price_cents

    @property
    def left_cents(self) -> int:
        """Give what is agreed and not used."""
        return self.left * self.terms.unit_price_cents


@dataclass(frozen=True, slots=True)
class Done:
    """What was delivered at one time."""

    occurred_on: date
    quantity: int
    minutes: int
    attendance: int | None = None
    """How many came, where people did; the supplier is none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What was written down of one delivery; a correction is a later number of its purchase."""

    id: DeliveryId
    purchase_id: PurchaseId
    organisation_id: OrganisationId
    number: int
    done: Done
    by: By
    replaces: int | None = None
    at: datetime | None = None
    """When it was written down; None of what is not stored yet."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What was agreed at one time, by whom of the coordinators."""

    number: int
    quantity: int
    unit_price_cents: int
    first_day: date
    last_day: date
    ended_on: date | None
    staff_id: UUID
    at: datetime

    @property
    def label(self) -> str:
        """Tell two people apart without a name, as the pages of staff do."""
        return self.staff_id.hex[-4:]


@dataclass(frozen=True, slots=True)
class Bought:
    """A row of the coordinators' list."""

    purchase: Purchase
    supplier: str
    minutes: int = 0
    """How long all deliveries took together."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the form of a contract may say."""

    suppliers: Sequence[Partner]
    municipalities: Sequence[str]
    today: date


@dataclass(frozen=True, slots=True)
class Contract:
    """What the page of one contract shows."""

    bought: Bought
    deliveries: Sequence[Delivery]
    stated: Sequence[Stated]
    offer: Offer


@dataclass(frozen=True, slots=True)
class OwnPurchases:
    """What a supplier's page shows."""

    organisation_id: OrganisationId
    name: str
    purchases: Sequence[Purchase]
    latest: Sequence[Delivery]
    today: date


@dataclass(frozen=True, slots=True)
class Delivering:
    """What the form of a delivery is about."""

    purchase: Purchase
    today: date
    before: Delivery | None = None
    """What is corrected, or repeated."""
