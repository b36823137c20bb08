"""What a coordinator types of a contract: a new one, a correction, and an early end."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from services.matching.programme.rules.links import read_link
from services.matching.programme.rules.typed import Typed
from services.matching.purchases.model import Delivery, Purchase, Terms
from services.matching.purchases.rules.price import read_cents, written_cents
from shared.contracts.purchase_words import MOST_BOUGHT, MOST_CENTS, PurchaseUnit
from shared.contracts.words import ServiceLine
from shared.fields.day import read_day
from shared.fields.problem import Problem

LONGEST: Final = timedelta(days=5 * 366)


def read_terms(typed: Typed, municipalities: Sequence[str], today: date) -> Terms:
    """Read what is agreed; what is wrong is kept beside."""
    return Terms(
        service=typed.title(),
        service_line=typed.choice("service_line", tuple(ServiceLine)),
        municipality=typed.choice("municipality", municipalities),
        unit=typed.code("unit", PurchaseUnit, PurchaseUnit.SESSION),
        quantity=typed.needed_number("quantity", 1, MOST_BOUGHT),
        unit_price_cents=_price(typed),
        first_day=typed.day("first_day") or today,
        last_day=_last_day(typed) or today,
        platform=typed.line("platform"),
        link=read_link(typed, "link"),
    )


def read_correction(
    typed: Typed, held: Purchase, deliveries: Sequence[Delivery], municipalities: Sequence[str]
) -> Terms | tuple[Problem, ...]:
    """Read what is agreed instead: what was delivered, and an early end, stay within it."""
    terms = read_terms(typed, municipalities, held.terms.first_day)
    if not typed.problems:
        for name, code in _outside(terms, held, deliveries).items():
            typed.refuse(name, code)
    return tuple(typed.problems) or terms


def read_end(
    fields: Mapping[str, str], held: Purchase, deliveries: Sequence[Delivery]
) -> date | tuple[Problem, ...]:
    """Read the last day of a contract that ends early: within it, and with all that was done."""
    typed = Typed(fields)
    day = typed.day("ended_on")
    if day is None:
        return tuple(typed.problems)
    days = days_of(deliveries)
    checks = (
        (day < held.terms.first_day, "early"),
        (day > held.last_day, "late"),
        (bool(days) and day < max(days, default=day), "delivered"),
    )
    typed.refuse("ended_on", next((code for applies, code in checks if applies), None))
    return tuple(typed.problems) or day


def as_typed(terms: Terms) -> dict[str, str]:
    """Write it as the form's fields, so that it is read again as it is."""
    return {
        "title": terms.service,
        "service_line": terms.service_line,
        "municipality": terms.municipality,
        "unit": terms.unit,
        "quantity": str(terms.quantity),
        "price": written_cents(terms.unit_price_cents),
        "first_day": terms.first_day.isoformat(),
        "last_day": terms.last_day.isoformat(),
        "platform": terms.platform,
        "link": terms.link,
    }


def days_of(deliveries: Sequence[Delivery]) -> list[date]:
    """Give the days of what was delivered; what turned out not to be of the contract has none."""
    return [each.done.occurred_on for each in deliveries if each.done.quantity]


def _last_day(typed: Typed) -> date | None:
    first, last = read_day(typed.said("first_day")), typed.day("last_day")
    if first and last:
        code = "before" if last < first else "far" if last > first + LONGEST else None
        typed.refuse("last_day", code)
    return last


def _price(typed: Typed) -> int:
    said = typed.said("price")
    cents = read_cents(said)
    if cents is None:
        typed.refuse("price", "invalid" if said else "missing")
        return 0
    typed.refuse("price", "most" if cents > MOST_CENTS else None)
    return cents


def _outside(
    terms: Terms, held: Purchase, deliveries: Sequence[Delivery]
) -> Mapping[str, str | None]:
    days = days_of(deliveries)
    early = any(day < terms.first_day for day in days)
    late = any(day > terms.last_day for day in days)
    end = held.ended_on
    return {
        "quantity": "delivered" if terms.quantity < held.delivered else None,
        "first_day": "delivered" if early else "ended" if end and end < terms.first_day else None,
        "last_day": "delivered" if late else "ended" if end and end > terms.last_day else None,
    }
