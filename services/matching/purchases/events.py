"""What is announced of purchases: ids, codes and figures."""

from services.matching.partners.model import Partner
from services.matching.purchases.model import Delivery, Purchase
from shared.contracts.event import Event
from shared.contracts.matching import (
    PurchaseContracted,
    PurchaseCorrected,
    PurchaseDelivered,
    PurchaseEnded,
    SaysTerms,
)
from shared.messaging.outbox import Announcement, Story


def contracted(purchase: Purchase, supplier: Partner) -> Announcement:
    """Say that a service is bought."""
    return _said(purchase, _terms(PurchaseContracted, purchase, supplier))


def corrected(purchase: Purchase, supplier: Partner) -> Announcement:
    """Say what is agreed now."""
    return _said(purchase, _terms(PurchaseCorrected, purchase, supplier))


def ended(purchase: Purchase) -> Announcement:
    """Say on which day it ends instead."""
    data = PurchaseEnded(
        purchase_id=purchase.id,
        organisation_id=purchase.organisation_id,
        ended_on=purchase.last_day,
    )
    return _said(purchase, data)


def delivered(purchase: Purchase, delivery: Delivery) -> Announcement:
    """Say what was delivered, or how it is now that it was corrected."""
    done = delivery.done
    data = PurchaseDelivered(
        purchase_id=purchase.id,
        delivery_id=delivery.id,
        organisation_id=purchase.organisation_id,
        occurred_on=done.occurred_on,
        quantity=done.quantity,
        minutes=done.minutes,
        activity_id=delivery.id if done.attendance else None,
        replaces=delivery.replaces,
    )
    return _said(purchase, data)


def _terms(kind: type[SaysTerms], purchase: Purchase, supplier: Partner) -> SaysTerms:
    terms = purchase.terms
    return kind(
        purchase_id=purchase.id,
        organisation_id=purchase.organisation_id,
        supplier_kind=supplier.facts.kind,
        service_line=terms.service_line,
        municipality=terms.municipality,
        unit=terms.unit,
        quantity=terms.quantity,
        unit_price_cents=terms.unit_price_cents,
        first_day=terms.first_day,
        last_day=terms.last_day,
        remote=terms.is_remote,
    )


def _said(purchase: Purchase, data: Event) -> Announcement:
    story = Story(purchase.id, purchase.terms.municipality, activation=purchase.activation)
    return story.say(purchase.subject, purchase.version, data)
