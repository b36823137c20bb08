"""Bought services as matching tells of them, and how they are counted in memory."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from services.reporting.figures.model.report import Period, PurchaseGroup
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.matching import PurchaseDelivered, PurchaseEnded, SaysTerms
from tests.support.reporting.building import fact, named
from tests.support.reporting.changes import example


def purchase_story(name: str, *said: tuple[str, Mapping[str, object]]) -> list[Envelope[Event]]:
    """Tell facts of one purchase, each the example of its type with what differs."""
    one = named(name)
    told = []
    for number, (kind, bent) in enumerate(said, start=1):
        data = example(f"purchase.{kind}").data.model_copy(update={"purchase_id": one, **bent})
        told.append(fact(data, f"purchase/{one}", number, about=one, source="matching"))
    return told


@dataclass
class _Known:
    """One purchase as it was said last."""

    terms: SaysTerms | None = None
    ended_on: date | None = None


def purchase_groups(said: Iterable[Event], period: Period) -> list[PurchaseGroup]:
    """Count them; what was said comes in its order."""
    purchases: dict[object, _Known] = defaultdict(_Known)
    done: dict[object, PurchaseDelivered] = {}
    for each in said:
        if isinstance(each, SaysTerms):
            purchases[each.purchase_id].terms = each
        elif isinstance(each, PurchaseEnded):
            purchases[each.purchase_id].ended_on = each.ended_on
        elif isinstance(each, PurchaseDelivered):
            done[each.delivery_id] = each
    groups = [
        _group(known.terms, [it for it in done.values() if it.purchase_id == which], period)
        for which, known in purchases.items()
        if known.terms is not None
        and known.terms.first_day <= period.last
        and (known.ended_on or known.terms.last_day) >= period.first
    ]
    lines = {group.service_line for group in groups}
    summed = [_sum([it for it in groups if it.service_line == line]) for line in lines]
    return sorted(summed, key=lambda it: (-it.contracts, it.service_line))


def _group(terms: SaysTerms, done: list[PurchaseDelivered], period: Period) -> PurchaseGroup:
    within = [each for each in done if each.quantity and period.covers(each.occurred_on)]
    price = terms.unit_price_cents
    return PurchaseGroup(
        terms.service_line,
        1,
        len(within),
        sum(each.minutes for each in within),
        sum(each.quantity for each in within) * price,
        terms.quantity * price,
    )


def _sum(groups: list[PurchaseGroup]) -> PurchaseGroup:
    return PurchaseGroup(
        groups[0].service_line,
        sum(it.contracts for it in groups),
        sum(it.deliveries for it in groups),
        sum(it.minutes for it in groups),
        sum(it.cents for it in groups),
        sum(it.agreed_cents for it in groups),
    )
