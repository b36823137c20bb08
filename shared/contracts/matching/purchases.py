"""Services that are bought from suppliers: what was agreed, and what of it was delivered."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, MunicipalityCode, Open
from shared.contracts.matching.activities import MAX_MINUTES
from shared.contracts.partner_words import OrganisationKind
from shared.contracts.purchase_words import MOST_BOUGHT, MOST_CENTS, PurchaseUnit
from shared.contracts.words import ServiceLine


class SaysTerms(Event):
    """Says all that is agreed; of one purchase the newest by its version holds.

    Who sells is an id: a supplier may be a person who trades.
    """

    purchase_id: UUID
    organisation_id: UUID
    supplier_kind: Open[OrganisationKind]
    service_line: Open[ServiceLine]
    municipality: MunicipalityCode
    unit: Open[PurchaseUnit]
    quantity: int = Field(ge=1, le=MOST_BOUGHT)
    """How many units are to be delivered."""
    unit_price_cents: int = Field(ge=0, le=MOST_CENTS)
    first_day: date
    last_day: date
    remote: bool
    """By a link or on a platform, which no event names."""


class PurchaseContracted(SaysTerms):
    """A service is bought. Subject `purchase/<id>`, version 1."""

    event_type: ClassVar[str] = "purchase.contracted"


class PurchaseCorrected(SaysTerms):
    """What is agreed was corrected; all of it is said anew. Subject `purchase/<id>`."""

    event_type: ClassVar[str] = "purchase.corrected"


class PurchaseEnded(Event):
    """The contract ends before its last day. Subject `purchase/<id>`."""

    event_type: ClassVar[str] = "purchase.ended"

    purchase_id: UUID
    organisation_id: UUID
    ended_on: date
    """The last day of which something may be delivered."""


class PurchaseDelivered(Event):
    """The supplier did some of what was agreed. Subject `purchase/<id>`.

    A correction says all of it anew: of one delivery the newest by its version counts. It costs its
    quantity at the price that is agreed.
    """

    event_type: ClassVar[str] = "purchase.delivered"

    purchase_id: UUID
    delivery_id: UUID
    organisation_id: UUID
    occurred_on: date
    quantity: int = Field(ge=0, le=MOST_BOUGHT)
    """0: it turned out not to be of this contract."""
    minutes: int = Field(ge=0, le=MAX_MINUTES)
    activity_id: UUID | None
    """What people came to; how many is said there, and nowhere twice."""
    replaces: int | None = Field(None, ge=1)
    """The version that this one corrects."""


EVENTS: tuple[type[Event], ...] = (
    PurchaseContracted,
    PurchaseCorrected,
    PurchaseEnded,
    PurchaseDelivered,
)
