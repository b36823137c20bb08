"""The delivery page's codes in a reader's words."""

from dataclasses import dataclass

from shared.contracts.words import Language
from shared.web.catalogues import Catalogues, UnknownTextError


@dataclass(frozen=True, slots=True)
class DeliveryWording:
    """One reader's language."""

    catalogues: Catalogues
    language: Language

    def say(self, group: str, code: str) -> str:
        """Say a code; one of a later version is "other", with the code itself behind it."""
        try:
            return self.catalogues.text(self.language, f"{group}.{code}")
        except UnknownTextError:
            return self.catalogues.text(self.language, "deliveries.other", code=code)
