"""What a list said of somebody who may want to help; they agreed to nothing so far."""

from dataclasses import dataclass, field
from typing import Final, NewType
from uuid import UUID

from shared.contracts.words import Category, Language

InvitationId = NewType("InvitationId", UUID)
PAGE: Final = "vapaaehtoinen/kutsu"
"""Where the link of the letter leads: below the language, and above the token."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody on a list; what it does not say is left for them to say."""

    organisation: str
    """Whose list it was: they are told."""
    email: str = field(repr=False)
    language: Language
    """That of the letter."""
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    postal_code: str = ""
    areas: tuple[str, ...] = ()
    """Municipality codes."""
    categories: tuple[Category, ...] = ()
    languages: tuple[Language, ...] = ()
    weekly_cap: str = ""

    @property
    def first_name(self) -> str:
        """Give the name a letter greets with."""
        return self.name.partition(" ")[0]
