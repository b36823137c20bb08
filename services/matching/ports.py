"""What the use cases need from the world, in their own words."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.matching.domain.model import (
    Candidate,
    Confirmation,
    Contact,
    History,
    Match,
    MatchId,
    Need,
    Offer,
    RequestId,
    Volunteer,
    VolunteerId,
)
from services.matching.domain.words import Category, Language, MatchState
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.messaging.outbox import Announcement


class AddressTakenError(Exception):
    """Someone on the roster has this e-mail address."""


@dataclass(frozen=True, slots=True)
class Chance:
    """Where everything unforeseeable comes from."""

    new_id: Callable[[], UUID]
    new_token: Callable[[], str]


@dataclass(frozen=True, slots=True)
class NewMatch:
    """A proposal about to be stored; its link's token is kept only as a hash."""

    id: MatchId
    request_id: RequestId
    volunteer_id: VolunteerId
    attempt: int
    lifetime: timedelta
    token_hash: str


class VolunteerWork(Protocol):
    """The roster, in one transaction."""

    async def add_volunteer(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> None:
        """Store someone who applied, their contact data sealed.

        Raises AddressTakenError; the transaction must then roll back.
        """
        ...

    async def volunteer_by_email(self, email: str) -> Volunteer | None:
        """Find someone by address, locked; addresses are compared as keyed hashes."""
        ...

    async def volunteer(self, volunteer_id: VolunteerId) -> Volunteer:
        """Read someone on the roster."""
        ...

    async def contact(self, volunteer_id: VolunteerId) -> Contact:
        """Unseal the contact data."""
        ...

    async def change_application(
        self, volunteer_id: VolunteerId, offer: Offer, contact: Contact
    ) -> None:
        """Replace what someone said who has not confirmed yet."""
        ...

    async def keep_confirmation(
        self, volunteer_id: VolunteerId, token_hash: str, lifetime: timedelta
    ) -> bool:
        """Store a confirmation link, the only one that works; False when there were many lately."""
        ...

    async def confirmation(self, token_hash: str) -> Confirmation | None:
        """Read a confirmation link."""
        ...

    async def forget_applicant(self, volunteer_id: VolunteerId) -> bool:
        """Erase someone who never confirmed; False when they still can, did, or are gone."""
        ...

    async def activate(self, volunteer_id: VolunteerId) -> bool:
        """Put someone on the roster and use their links up; False when they are on it already."""
        ...


class NeedWork(Protocol):
    """Needs, in one transaction; a need's row lock comes before every other lock."""

    async def add_need(self, need: Need) -> bool:
        """Store and lock a need; False when it, or its end, is known already."""
        ...

    async def end_need(self, request_id: RequestId) -> Need | None:
        """Close a need and give it as it was before; None when only its end was ever heard."""
        ...

    async def need(self, request_id: RequestId) -> Need:
        """Read a need, without locking it."""
        ...

    async def lock_need(self, request_id: RequestId) -> Need:
        """Read a need, locked until the end of the transaction."""
        ...

    async def save_need(self, need: Need, look_again: timedelta | None = None) -> None:
        """Store how a need stands, and after what time to look at it again if at all."""
        ...

    async def take_need(self, request_id: RequestId) -> Need | None:
        """Lock a need, unless someone else holds it: what they do to it comes first."""
        ...

    async def take_due_need(self, request_id: RequestId) -> Need | None:
        """Lock a need that is due to be looked at, unless someone else holds it."""
        ...

    async def wake_needs(self, volunteer_id: VolunteerId, limit: int) -> int:
        """Let the oldest unmatched needs that this volunteer fits be looked at; gives how many.

        Waits for whoever is choosing, so that a need that becomes unmatched now is not missed.
        """
        ...


class MatchWork(Protocol):
    """Proposals and assignments, in one transaction."""

    async def alone(self) -> None:
        """Choose alone until the end of the transaction, so that no limit is passed by two."""
        ...

    async def able(self, need: Need, limit: int) -> Sequence[Candidate]:
        """Give the first few who may be asked, least recently asked first."""
        ...

    async def candidates(self, need: Need) -> Sequence[Candidate]:
        """Give everyone who fits the need, whatever keeps them from it now."""
        ...

    async def history(self, request_id: RequestId) -> History:
        """Count who was asked about a need."""
        ...

    async def propose(self, new: NewMatch) -> Match:
        """Store a proposal and the volunteer's turn."""
        ...

    async def match(self, match_id: MatchId) -> Match:
        """Read a match."""
        ...

    async def match_by_proposal(self, token_hash: str) -> Match | None:
        """Read a match by its proposal link."""
        ...

    async def match_by_task(self, token_hash: str) -> Match | None:
        """Read a match by one of its task links."""
        ...

    async def live_match(self, request_id: RequestId) -> Match | None:
        """Give the proposal or the assignment that is not over."""
        ...

    async def accept(self, match: Match) -> bool:
        """Accept if it is still open and in time; the store refuses a second acceptance."""
        ...

    async def end_match(self, match: Match, state: MatchState, minutes: int | None = None) -> None:
        """Store the end of a match and the number of its last event."""
        ...

    async def count_event(self, match: Match) -> None:
        """Store the number of a match's last event."""
        ...

    async def allow_access(self, match_id: MatchId) -> bool:
        """Count a new contact link; False when the last one is too fresh or there were many."""
        ...

    async def add_task_link(self, match_id: MatchId, token_hash: str) -> None:
        """Let one more link open the task page."""
        ...


class Work(VolunteerWork, NeedWork, MatchWork, Protocol):
    """One transaction."""

    async def first_delivery(self, event: Envelope[Event]) -> bool:
        """Claim the event; False means its work is done already."""
        ...

    async def publish(self, announcements: Sequence[Announcement]) -> None:
        """Say events in this transaction."""
        ...


class Store(Protocol):
    """Where the roster and the needs live."""

    def begin(self) -> AbstractAsyncContextManager[Work]:
        """Open one transaction; leaving it without an error commits."""
        ...

    async def lapsed_matches(self, limit: int) -> Sequence[MatchId]:
        """List open proposals whose time is over, the longest first."""
        ...

    async def due_needs(self, limit: int) -> Sequence[RequestId]:
        """List needs that are due to be looked at, the longest first."""
        ...

    async def unconfirmed_applicants(self, limit: int) -> Sequence[VolunteerId]:
        """List people who applied and let every link to confirm it run out."""
        ...


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
