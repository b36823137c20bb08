"""What the use cases of requests need of a transaction, of letters and of chance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.intake.attention.ports import WithAttention
from services.intake.requests.model import (
    Request,
    RequestId,
    RequestLetter,
    Template,
)
from services.intake.requests.ports.requests import WithRequests
from shared.answered_letters import WithLetterBodies
from shared.chance import Chance
from shared.contracts.words import Language
from shared.messaging.outbox import Announcement
from shared.work import Publishes


class Partings(Protocol):
    """Requests whose people do not meet again by themselves, each by a mark, in one transaction.

    Nobody else reads from it what was said, nor by whom, nor about which of the two.
    """

    async def note(self, mark: str) -> None:
        """Keep a mark, once."""
        ...

    async def holds(self, mark: str) -> bool:
        """Say whether a mark is kept."""
        ...


class WithPartings(Protocol):
    """A transaction in which partings can be noted and read."""

    @property
    def partings(self) -> Partings:
        """Give the partings as this transaction sees them."""
        ...


class RequestWork(WithRequests, WithAttention, Publishes, Protocol):
    """What changing a request needs of a transaction."""


class ReopenWork(RequestWork, WithAttention, Protocol):
    """What opening a request again needs of a transaction."""


class EraseWork(RequestWork, WithLetterBodies, Protocol):
    """What erasing needs of a transaction."""


class DuePromises(Protocol):
    """Promises for which something is to be done, read without locking anything."""

    async def due(self, limit: int) -> Sequence[RequestId]:
        """List their requests, the longest due first."""
        ...


class Letters(Protocol):
    """The way of letters about a request to notify, which sends them."""

    def announce(self, letter: RequestLetter, cause: UUID | None = None) -> Announcement:
        """Ask for the letter to be sent; what is personal is sealed for notify alone."""
        ...

    async def news(
        self, work: WithRequests, template: Template, request: Request, cause: UUID | None
    ) -> Sequence[Announcement]:
        """Tell what happened, with a new link; nothing where no letter gets to."""
        ...

    async def helped_by(
        self, work: WithRequests, request: Request, partner: str, cause: UUID | None
    ) -> Sequence[Announcement]:
        """Tell which organisation helps, and how to say no; an empty `partner` names none."""
        ...


@dataclass(frozen=True, slots=True)
class Draws(Chance):
    """Gives numbers as well: `below(n)` gives one under `n`."""

    below: Callable[[int], int]
    code_words: Callable[[Language], Sequence[str]]
    """Among which a code word is drawn, in the language of the one who is helped."""
