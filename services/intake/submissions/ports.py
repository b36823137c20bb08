"""How a request is taken in: once for each idempotency key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from services.intake.doors.model import Entry
from services.intake.requests.model import Contact, Promise, Request
from services.intake.requests.ports import RequestWork
from services.intake.submissions.model import Answer, NewRequest, StoredAnswer, Submission
from shared.activation import Activation
from shared.messaging.outbox import Announcement
from shared.reach_points import ReachPoint
from shared.work import Publishes


class KeyTakenError(Exception):
    """The idempotency key was used before."""


class ReferenceTakenError(Exception):
    """Another request has this reference; draw a new one."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A new request, the answer its key gets for a day, and what is said of it."""

    new: NewRequest
    submission: Submission
    answer: Answer
    announcements: Sequence[Announcement]
    """Said unless it is held."""
    entry: Entry = field(default_factory=Entry)
    links: tuple[str, ...] = ()
    """Hashes of links in its letters beside that of the answer; none where it is held."""


class Reception(Protocol):
    """The way in."""

    async def take_in(self, taken: TakenIn) -> bool:
        """Store a request, its contact data sealed, and say its events; all of it or nothing.

        False when it is held: then it is stored, and nothing is said. Raises KeyTakenError or
        ReferenceTakenError.
        """
        ...


class PersonKeys(Protocol):
    """The keys under which people are counted, one for each activation."""

    async def key_of(self, activation: Activation) -> bytes | None:
        """Give the key; None once it was destroyed, for then nobody is counted any more."""
        ...


class Submissions(Protocol):
    """What is sent in, what was sent before and what it was told, in one transaction."""

    async def keep(self, taken: TakenIn) -> bool:
        """Store a request without saying its events; the transaction outlives a refusal.

        False when it is held: then nothing is to be said. Raises KeyTakenError or
        ReferenceTakenError.
        """
        ...

    async def stored_answer(self, key_hash: str) -> StoredAnswer | None:
        """Give what the first submission with this key was told."""
        ...

    async def known(self, key_hash: str) -> StoredAnswer | None:
        """Say what is known of a key, also long after its answer and without it."""
        ...

    async def read_new(
        self, request: Request, contact: Contact, points: Sequence[ReachPoint], promise: Promise
    ) -> NewRequest:
        """Read a held request as it was sent in, with what its asker is told now."""
        ...

    async def forget_answers(self) -> int:
        """Remove the answers that were kept for a day; gives how many."""
        ...


class WithSubmissions(Protocol):
    """A transaction in which submissions can be kept and read."""

    @property
    def submissions(self) -> Submissions:
        """Give the submissions as this transaction sees them."""
        ...


class HeldWork(WithSubmissions, RequestWork, Protocol):
    """What announcing a held request needs of a transaction."""


class SubmissionWork(WithSubmissions, Publishes, Protocol):
    """What taking a request in needs of a transaction."""
