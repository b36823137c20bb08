"""Codes, places and times in the language of a letter's reader."""

from dataclasses import dataclass
from datetime import datetime

from typing_extensions import override

from services.matching.proposals.ports import Wording
from shared.contracts.words import Category, Language, Urgency
from shared.web.catalogues import Catalogues
from shared.web.dates import spoken_time
from shared.web.wording import Wording as PageWording
from shared.web.wording import area


@dataclass(frozen=True, slots=True)
class LetterWording(Wording):
    """Implements the port `Wording` with the texts of the pages."""

    catalogues: Catalogues

    @override
    def kind(self, category: Category, language: Language) -> str:
        """Name a kind of help as the one who asked for it read it."""
        return PageWording(self.catalogues, language).kind(category)

    @override
    def urgency(self, urgency: Urgency | None, language: Language) -> str:
        """Say how soon, in the words of the form."""
        text_id = f"urgency.{urgency}" if urgency else "other"
        return PageWording(self.catalogues, language).text(text_id)

    @override
    def area(self, municipality: str, postal_code: str | None, language: Language) -> str:
        """Name the municipality and, where it says more, the postal area."""
        return area(municipality, postal_code, language)

    @override
    def time(self, moment: datetime, language: Language) -> str:
        """Say day and hour in Finnish time."""
        return spoken_time(moment, language)
