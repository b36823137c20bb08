"""Names of places as readers of a language know them."""

from shared.areas import municipality, municipality_of
from shared.contracts.words import Language


def place_of(postal_code: str, language: Language) -> str:
    """Name the municipality of a postal code."""
    found = municipality_of(postal_code)
    return found.name(language) if found else ""


def name_of(code: str, language: Language) -> str:
    """Name a municipality by its code; a code nobody knows stays a code."""
    found = municipality(code)
    return found.name(language) if found else code
