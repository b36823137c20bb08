"""Letters to people, and the way they leave."""

from collections.abc import Mapping
from typing import Protocol

from services.notify.domain.model import DeliveryId, Letter, Mail, Outcome, Text
from shared.messaging.errors import PermanentError


class UnwritableLetterError(PermanentError):
    """There is no such template in this language, or one of its values is missing."""


class Letters(Protocol):
    """What people are told, sealed, in one transaction."""

    async def keep(self, delivery: DeliveryId, letter: Letter) -> None:
        """Keep the content of a delivery, sealed under a key of its own."""
        ...

    async def read(self, delivery: DeliveryId) -> Letter | None:
        """Unseal a letter; None when its content is destroyed already."""
        ...

    async def destroy(self, delivery: DeliveryId) -> None:
        """Erase recipient and content and the key they were sealed with."""
        ...


class WithLetters(Protocol):
    """A transaction in which letters can be kept, read and destroyed."""

    @property
    def letters(self) -> Letters:
        """Give the letters as this transaction sees them."""
        ...


class Renderer(Protocol):
    """Turns a template and its values into words."""

    def __call__(self, template: str, language: str, values: Mapping[str, str]) -> Text:
        """Write the letter, or raise UnwritableLetterError."""
        ...


class MailSender(Protocol):
    """Hands one mail to the next mail server."""

    async def __call__(self, mail: Mail) -> Outcome:
        """Try once; every failure is an outcome, not an exception."""
        ...
