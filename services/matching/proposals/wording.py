"""Codes, places and times in the language of a letter's reader."""

from dataclasses import dataclass
from datetime import datetime

from shared.contracts.words import Category, Language, Urgency
from shared.web.catalogues import Catalogues
from shared.web.dates import spoken_time
from shared.web.wording import Wording, area


@dataclass(frozen=True, slots=True)
class LetterWording:
    """Implements the port `Wording` with the texts of the pages."""

    catalogues: Catalogues

    def kind(self, category: Category, language: Language) -> str:
        """Name a kind of help as the one who asked for it read it."""
        return Wording(self.catalogues, language).kind(category)

    def urgency(self, urgency: Urgency | None, language: Language) -> str:
        """Say how soon, in the words of the form."""
        text_id = f"urgency.{urgency}" if urgency else "other"
        return Wording(self.catalogues, language).text(text_id)

    def area(self, municipality: str, postal_code: str | None, language: Language) -> str:
        """Name the municipality and, where it says more, the postal area."""
        return area(municipality, postal_code, language)

    def time(self, moment: datetime, language: Language) -> str:
        """Say day and hour in Finnish time."""
        return spoken_time(moment, language)
