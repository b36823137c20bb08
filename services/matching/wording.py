"""Codes, places and times in a reader's language, for pages and letters alike."""

from dataclasses import dataclass
from datetime import datetime

from shared.areas import Municipality, municipalities, municipality, postal_code
from shared.contracts.words import Category, Language
from shared.web.catalogues import Catalogues
from shared.web.dating import spoken_time


@dataclass(frozen=True, slots=True)
class Words:
    """Implements the port `Wording` with the texts of the pages."""

    catalogues: Catalogues

    def kind(self, category: Category, language: Language) -> str:
        """Name a kind of help as the one who asked for it read it."""
        return self.catalogues.text(language, f"category.{category}")

    def area(self, municipality: str, postal_code: str, language: Language) -> str:
        """Name the municipality and, where it says more, the postal area."""
        return area(municipality, postal_code, language)

    def time(self, moment: datetime, language: Language) -> str:
        """Say day and hour in Finnish time."""
        return spoken_time(moment, language)


def area(municipality_code: str, code: str, language: str) -> str:
    """Name an area as a volunteer may know it before accepting: Mikkeli, Otava (50670)."""
    whole, part = municipality(municipality_code), postal_code(code)
    name = whole.name(language) if whole else municipality_code
    district = part.name(language) if part else ""
    if not district or district in _municipality_names(whole):
        return f"{name} ({code})"
    return f"{name}, {district} ({code})"


def _municipality_names(whole: Municipality | None) -> set[str]:
    """Postal areas of town centres are often called after the town, not always in one language."""
    found = [whole] if whole else list(municipalities().values())
    return {name for each in found for name in (each.name_fi, each.name_sv)}
