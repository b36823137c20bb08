"""What matching searches by, as intake keeps it."""

from dataclasses import dataclass

from shared.contracts.words import Category, Language, Urgency, VettingLevel


@dataclass(frozen=True, slots=True)
class Asked:
    """What matching searches by, as it was asked for, and whether a volunteer may know of it."""

    category: Category
    urgency: Urgency
    municipality: str
    postal_code: str
    language: Language
    min_vetting: VettingLevel
    volunteer_allowed: bool
    also: tuple[Category, ...] = ()
    may_be_referred: bool = False
    """As it was said last: by their word, and never where an address is secret."""
