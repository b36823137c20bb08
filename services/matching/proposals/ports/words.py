"""Words for letters about tasks."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from services.matching.needs.model import Need
from shared.contracts.words import Category, Language, Urgency


class Wording(Protocol):
    """Says codes and times in a reader's language."""

    def task(self, need: Need, language: Language) -> Mapping[str, str]:
        """Say of a task what tells it from another: what, where and when."""
        return {
            "kind": ", ".join(self.kind(each, language) for each in need.kinds),
            "area": self.area(need.municipality, need.postal_code, language),
            "urgency": self.urgency(need.said_urgency, language),
        }

    def kind(self, category: Category, language: Language) -> str:
        """Name a kind of help."""
        ...

    def urgency(self, urgency: Urgency | None, language: Language) -> str:
        """Say how soon; of a code of a later version that it is another."""
        ...

    def area(self, municipality: str, postal_code: str | None, language: Language) -> str:
        """Name a municipality and the postal area in it, nothing closer."""
        ...

    def time(self, moment: datetime, language: Language) -> str:
        """Say a moment as people do."""
        ...
