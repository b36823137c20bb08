"""Rows become contracts and deliveries."""

from collections.abc import Sequence

import asyncpg

from services.matching.activities.model import By
from services.matching.partners.model import OrganisationId
from services.matching.purchases.model import (
    Delivery,
    DeliveryId,
    Done,
    Purchase,
    PurchaseId,
    Stated,
    Terms,
)
from shared.activation import Activation
from shared.contracts.purchase_words import PurchaseUnit
from shared.contracts.words import ServiceLine
from shared.postgres.queries import columns


def purchase_of(row: asyncpg.Record) -> Purchase:
    """Read one contract."""
    terms = Terms(
        service_line=ServiceLine(row["service_line"]),
        unit=PurchaseUnit(row["unit"]),
        **columns(row, "service", "municipality", "quantity", "unit_price_cents"),
        **columns(row, "first_day", "last_day", "platform", "link"),
    )
    return Purchase(
        id=PurchaseId(row["id"]),
        organisation_id=OrganisationId(row["organisation_id"]),
        terms=terms,
        activation=Activation(row["activation_id"], row["exercise"]),
        **columns(row, "version", "stated", "delivered", "ended_on"),
    )


def delivery_of(row: asyncpg.Record) -> Delivery:
    """Read one number of a delivery."""
    return Delivery(
        id=DeliveryId(row["id"]),
        purchase_id=PurchaseId(row["purchase_id"]),
        organisation_id=OrganisationId(row["organisation_id"]),
        done=Done(**columns(row, "occurred_on", "quantity", "minutes", "attendance")),
        by=By(row["logged_by"], row["on_behalf"]),
        at=row["logged_at"],
        **columns(row, "number", "replaces"),
    )


def stated_of(row: asyncpg.Record) -> Stated:
    """Read what was agreed at one time."""
    return Stated(
        **columns(row, "number", "quantity", "unit_price_cents", "first_day", "last_day"),
        ended_on=row["ended_on"],
        staff_id=row["stated_by"],
        at=row["stated_at"],
    )


def terms_values(purchase: Purchase) -> Sequence[object]:
    """Give what is agreed, in the order of the statements."""
    terms = purchase.terms
    return (
        terms.service,
        terms.service_line,
        terms.municipality,
        terms.unit,
        terms.quantity,
        terms.unit_price_cents,
        terms.first_day,
        terms.last_day,
        terms.platform,
        terms.link,
    )
