"""Where missed calls are kept, and who may tell of them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import Enum, auto
from typing import Protocol
from uuid import UUID

from services.intake.calls.ports import FollowsCalls, WithCalls
from services.intake.missed_calls.model import MissedCall, MissedCallId, News, Rang


class Seal(Enum):
    """Whether what was sent is from our own telephone system."""

    RIGHT = auto()
    WRONG = auto()
    OLD = auto()
    """Right once: it was sent too long ago, or by a clock that is wrong."""
    NO_KEY = auto()
    """This network has no telephone system: nobody may tell of calls."""


class ChecksSeals(Protocol):
    """Knows the key of the telephone system, where there is one."""

    def check(self, headers: Mapping[str, str], body: bytes) -> Seal:
        """Say whether this body was signed by it, lately."""
        ...


class MissedCalls(FollowsCalls, Protocol):
    """Missed calls in one transaction; they move on and end with the end of a call."""

    async def told(self, notice: str, *, is_missed: bool) -> News:
        """Keep that it was told of this call; none where the same was before, or more than this."""
        ...

    async def note(self, new_id: MissedCallId, rang: Rang, rings: timedelta) -> None:
        """Count it at the line of its number; `new_id` is taken where there is none."""
        ...

    async def lock(self, missed_id: MissedCallId) -> MissedCall | None:
        """Give one that is open and that nobody else takes before this ends."""
        ...

    async def take(self, missed_id: MissedCallId, call_id: UUID) -> None:
        """Note by which call it is answered or rung back; held."""
        ...

    async def close(self, missed_id: MissedCallId) -> None:
        """Take it off the list; its number is erased."""
        ...

    async def waiting(self, rings: timedelta, limit: int) -> Sequence[MissedCall]:
        """List those that ring, which end after so long, then the missed ones, without numbers."""
        ...


class WithMissedCalls(Protocol):
    """A transaction in which missed calls can be kept and read."""

    @property
    def missed_calls(self) -> MissedCalls:
        """Give the missed calls as this transaction sees them."""
        ...


class AnswerWork(WithMissedCalls, WithCalls, Protocol):
    """What taking a missed call needs of a transaction."""
