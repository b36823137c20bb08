"""Codes and times in words."""

from datetime import datetime
from typing import Protocol

from shared.contracts.words import Category, Language


class Wording(Protocol):
    """Says codes and times in a reader's language."""

    def kind(self, category: Category, language: Language) -> str:
        """Name a kind of help."""
        ...

    def area(self, municipality: str, postal_code: str, language: Language) -> str:
        """Name a municipality and the postal area in it, nothing closer."""
        ...

    def time(self, moment: datetime, language: Language) -> str:
        """Say a moment as people do."""
        ...
