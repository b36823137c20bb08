"""A cell as people read it."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from services.reporting.documents.model import AtLeast, Cell, Kind, Mark, Words


def text_of(cell: Cell, kind: Kind, words: Words) -> str:
    """Say a cell in the language of the document."""
    if isinstance(cell, Mark):
        return words.hidden if cell is Mark.HIDDEN else words.unknown
    if isinstance(cell, AtLeast):
        return words.at_least.replace("{number}", _number(cell.value, kind, words))
    if isinstance(cell, date):
        return format_date(cell, words.day, locale=words.locale)
    return _number(cell, kind, words) if isinstance(cell, int | Decimal) else cell


def _number(value: int | Decimal, kind: Kind, words: Words) -> str:
    if kind is Kind.SHARE:
        return format_percent(value, locale=words.locale)
    if kind is Kind.EUROS:
        return format_currency(value, "EUR", locale=words.locale)
    return format_decimal(value, format="#,##0.#", locale=words.locale)
