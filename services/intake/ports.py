"""What the use cases need from the world, in their own words."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.intake.domain.model import (
    Answer,
    Assignment,
    BoardLine,
    Contact,
    Draft,
    DraftId,
    NewRequest,
    Request,
    RequestId,
    Session,
    Staff,
    StoredAnswer,
    Submission,
    Tries,
    Unmatched,
    VolunteerId,
)
from services.intake.domain.progressing import Progress, Proposal
from services.intake.domain.visiting import ContactLink
from services.intake.domain.words import Closure, State
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.outbox import Announcement


class KeyTakenError(Exception):
    """The idempotency key was used before."""


class ReferenceTakenError(Exception):
    """Another request has this reference; draw a new one."""


@dataclass(frozen=True, slots=True)
class Chance:
    """Where everything unforeseeable comes from; `below(n)` gives a number under `n`."""

    new_id: Callable[[], UUID]
    new_token: Callable[[], str]
    below: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A new request, the answer its key gets for a day, and what is said of it."""

    new: NewRequest
    submission: Submission
    answer: Answer
    announcements: Sequence[Announcement]


class RequestWork(Protocol):
    """Requests and what is known of them, in one transaction."""

    async def stored_answer(self, key_hash: str) -> StoredAnswer | None:
        """Give what the first submission with this key was told."""
        ...

    async def request_by_link(self, status_hash: str) -> Request | None:
        """Read a request by one of its status links, without locking it."""
        ...

    async def lock_request(self, request_id: RequestId) -> Request | None:
        """Read a request, locked until the end of the transaction."""
        ...

    async def contact(self, request_id: RequestId) -> Contact:
        """Unseal the contact data."""
        ...

    async def progress(self, request_id: RequestId) -> Progress:
        """Give all that matching has said about a request."""
        ...

    async def keep_proposal(self, request_id: RequestId, proposal: Proposal) -> None:
        """Store the newest of one match."""
        ...

    async def keep_unmatched(self, request_id: RequestId, notice: Unmatched) -> None:
        """Store the newest notice that nobody is left."""
        ...

    async def save_standing(
        self, request_id: RequestId, version: int, state: State, closure: Closure | None
    ) -> None:
        """Store how the request stands and the number of its last event."""
        ...

    async def add_status_link(self, request_id: RequestId, status_hash: str) -> None:
        """Let one more link open the status page."""
        ...


class ContactWork(Protocol):
    """Assignments and who may see the contact data, in one transaction."""

    async def assignment(self, request_id: RequestId) -> Assignment | None:
        """Give the assignment that is open."""
        ...

    async def open_assignment(
        self, request_id: RequestId, assignment: Assignment, volunteer_id: VolunteerId
    ) -> None:
        """Open an assignment; the store refuses a second one for the same request."""
        ...

    async def close_assignment(self, request_id: RequestId) -> None:
        """Close the open assignment, if there is one: its contact page is shut."""
        ...

    async def keep_contact_link(
        self, link: ContactLink, token_hash: str, expires_at: datetime
    ) -> None:
        """Store a one-time link; the same one twice is kept once."""
        ...

    async def contact_link(self, token_hash: str, browser_hash: str) -> ContactLink | None:
        """Read a link as it stands for one browser."""
        ...

    async def use_contact_link(self, token_hash: str, browser_hash: str) -> bool:
        """Use the link up and bind it to a browser; False when it was used or has expired."""
        ...

    async def note_view(self, link: ContactLink) -> None:
        """Note who saw the contact data, and when."""
        ...


class DraftWork(Protocol):
    """Forms being filled in, in one transaction."""

    async def new_draft(self, draft_id: DraftId, token_hash: str, lifetime: timedelta) -> None:
        """Start an empty draft."""
        ...

    async def draft(self, token_hash: str) -> Draft | None:
        """Read a draft that has not expired, locked until the end of the transaction."""
        ...

    async def save_draft(self, draft: Draft) -> None:
        """Store the draft's answers, sealed; of a draft that was sent only the answer is kept."""
        ...


class StaffWork(Protocol):
    """Who is staff and signed in, in one transaction."""

    async def staff(self, name: str) -> Staff | None:
        """Find a member of staff who may sign in."""
        ...

    async def tries(self, bucket: str) -> Tries:
        """Read the wrong tries, locked until the end of the transaction."""
        ...

    async def save_tries(self, bucket: str, failures: int, delay: timedelta) -> None:
        """Store the number of wrong tries and the wait from now."""
        ...

    async def clear_tries(self, bucket: str) -> None:
        """Forget the wrong tries."""
        ...

    async def open_session(self, session: Session) -> None:
        """Note that someone signed in."""
        ...

    async def close_session(self, session_hash: str) -> UUID | None:
        """Note that they signed out; gives the session's id, or None when it was not open."""
        ...

    async def apply_session(self, said: Announcement) -> None:
        """Let our own pages know at once what the other services hear by event."""
        ...


class Work(RequestWork, ContactWork, DraftWork, StaffWork, Protocol):
    """One transaction."""

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        """Claim the event; False means its work is done already."""
        ...

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        """Say events in this transaction."""
        ...


class Store(Protocol):
    """Where requests live."""

    def begin(self) -> AbstractAsyncContextManager[Work]:
        """Open one transaction; leaving it without an error commits."""
        ...

    async def take_in(self, taken: TakenIn) -> None:
        """Store a request, its contact data sealed, and say its events; all of it or nothing.

        Raises KeyTakenError or ReferenceTakenError.
        """
        ...

    async def board(self, limit: int) -> Sequence[BoardLine]:
        """List what waits for help, the most urgent and the longest waiting first."""
        ...

    async def counts(self) -> Mapping[State, int]:
        """Count the requests by state."""
        ...

    async def sweep(self) -> int:
        """Remove what has expired: drafts, kept answers, old tries; gives how many rows."""
        ...


class Passwords(Protocol):
    """Checks passwords slowly, a few at a time."""

    async def matches(self, password: str, password_hash: str | None) -> bool:
        """Compare; an unknown person costs the same time as a wrong password."""
        ...
