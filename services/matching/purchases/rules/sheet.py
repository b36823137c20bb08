"""Contracts as rows of a sheet."""

from collections.abc import Sequence
from typing import Final

from services.matching.purchases.model import Bought
from services.matching.purchases.rules.price import written_cents

COLUMNS: Final = (
    *("supplier", "service", "service_line", "municipality", "unit", "agreed", "delivered", "left"),
    *("unit_price", "agreed_price", "delivered_price", "left_price", "delivered_minutes"),
    *("first_day", "last_day", "ended_on", "remote"),
)


def row_of(bought: Bought) -> Sequence[str]:
    """Write one contract."""
    purchase, terms = bought.purchase, bought.purchase.terms
    return [
        bought.supplier,
        terms.service,
        terms.service_line,
        terms.municipality,
        terms.unit,
        str(terms.quantity),
        str(purchase.delivered),
        str(purchase.left),
        written_cents(terms.unit_price_cents),
        written_cents(terms.price_cents),
        written_cents(purchase.delivered_cents),
        written_cents(purchase.left_cents),
        str(bought.minutes),
        terms.first_day.isoformat(),
        terms.last_day.isoformat(),
        purchase.ended_on.isoformat() if purchase.ended_on else "",
        "1" if terms.is_remote else "0",
    ]
