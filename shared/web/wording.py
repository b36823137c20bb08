"""Places, codes, numbers and days as readers of a language know them."""

from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal

from shared.areas import (
    Municipality,
    municipalities,
    municipality,
    municipality_of,
    postal_code,
)
from shared.contracts.words import Category, Language
from shared.languages import writing_of
from shared.web.catalogues import Catalogues, UnknownTextError
from shared.web.dates import spoken_time

DASH = "\u2013"


def place_of(postal_code: str, language: Language) -> str:
    """Name the municipality of a postal code."""
    found = municipality_of(postal_code)
    return found.name(language) if found else ""


def name_of(code: str, language: str) -> str:
    """Name a municipality by its code; a code nobody knows stays a code."""
    found = municipality(code)
    return found.name(language) if found else code


def area(municipality_code: str, code: str | None, language: str) -> str:
    """Name an area, no closer than its postal code: Mikkeli, Otava (50670)."""
    if code is None:
        return name_of(municipality_code, language)
    whole, part = municipality(municipality_code), postal_code(code)
    name = whole.name(language) if whole else municipality_code
    district = part.name(language) if part else ""
    if not district or district in _municipality_names(whole):
        return f"{name} ({code})"
    return f"{name}, {district} ({code})"


@dataclass(frozen=True, slots=True)
class Wording:
    """One reader's language."""

    catalogues: Catalogues
    language: Language

    def text(self, text_id: str, **values: object) -> str:
        """Look a text up."""
        return self.catalogues.text(self.language, text_id, **values)

    def kind(self, category: Category) -> str:
        """Name a kind of help."""
        return self.text(f"category.{category}")

    def code(self, group: str, code: str) -> str:
        """Say a code; one of a later version is "other", with the code for those who know it."""
        try:
            return self.text(f"{group}.{code}")
        except UnknownTextError:
            return f"{self.text('other')} ({code})"

    def number(self, value: float) -> str:
        """Write a number as readers of the language do, with at most one decimal."""
        return format_decimal(value, format="#,##0.#", locale=writing_of(self.language).locale)

    def euros(self, cents: int) -> str:
        """Write money, always with its cents."""
        locale = writing_of(self.language).locale
        return format_decimal(cents / 100, format="#,##0.00", locale=locale)

    def hours(self, minutes: int) -> str:
        """Write minutes as hours."""
        return self.number(round(minutes / 60, 1))

    def day(self, day: date) -> str:
        """Write a day."""
        writing = writing_of(self.language)
        return format_date(day, writing.day, locale=writing.locale)

    def days(self, first: date, last: date) -> str:
        """Write a period; a single day is written once."""
        return self.day(first) if first == last else f"{self.day(first)}{DASH}{self.day(last)}"

    def moment(self, at: datetime) -> str:
        """Write a moment to the second: what follows at once is told apart."""
        mark = writing_of(self.language).seconds
        return f"{spoken_time(at, self.language)}{mark}{at.second:02}"


def _municipality_names(whole: Municipality | None) -> set[str]:
    """Postal areas of town centres are often called after the town, not always in one language."""
    found = [whole] if whole else list(municipalities().values())
    return {name for each in found for name in (each.name_fi, each.name_sv)}
