"""What letters need from the world: how they come, are kept, are written and leave."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

from services.notify.deliveries.model import DeliveryId, Outcome
from services.notify.deliveries.ports import WithDeliveries
from services.notify.letters.model import Letter, Mail, Text
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.errors import PermanentError
from shared.sealing.notices import Notice
from shared.work import Publishes, Receives


class UnwritableLetterError(PermanentError):
    """There is no such template in this language, or one of its values is missing."""


class UnopenableNoticeError(PermanentError):
    """The sealed part does not open with any of our keys, or holds no notice."""


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


class Recalls(Protocol):
    """Those who are erased, in one transaction that nobody else asks about the same one beside."""

    async def note(self, whose: UUID) -> None:
        """Keep that letters to somebody are recalled."""
        ...

    async def holds(self, whose: UUID) -> bool:
        """Say whether letters to somebody were recalled."""
        ...


class WithRecalls(Protocol):
    """A transaction in which letters can be recalled."""

    @property
    def recalls(self) -> Recalls:
        """Give the recalls as this transaction sees them."""
        ...


class LetterWork(WithDeliveries, Protocol):
    """What keeping a letter needs of a transaction, and what reading and destroying it does."""

    @property
    def letters(self) -> Letters:
        """Give the letters as this transaction sees them."""
        ...


class EndLetterWork(LetterWork, Publishes, Protocol):
    """What ending letters needs of a transaction."""


class KeepLetterWork(EndLetterWork, WithRecalls, Receives, Protocol):
    """What taking a letter in, or a recall, needs of a transaction."""


class SendLetterWork(LetterWork, Publishes, Protocol):
    """What sending a letter needs of a transaction."""


class ParkedLetters(Protocol):
    """Letters that could not be taken in and wait for a human."""

    async def all(self) -> Sequence[Envelope[Event]]:
        """Give them as they came."""
        ...

    async def discard(self, event_ids: Collection[UUID], reason: str) -> int:
        """Take some away for good, with the reason on record; gives how many."""
        ...


class OpenNotice(Protocol):
    """Opens what travelled sealed to us."""

    def __call__(self, text: str) -> Notice:
        """Give recipient and values, or raise UnopenableNoticeError."""
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
