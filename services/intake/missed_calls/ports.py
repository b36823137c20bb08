"""Where missed calls are kept, and who may tell of them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import Enum, auto
from typing import Protocol
from uuid import UUID

from services.intake.calls.model.call import Call, Ending
from services.intake.calls.ports import WithCalls
from services.intake.missed_calls.model import (
    MissedCall,
    MissedCallId,
    News,
    Rang,
    Returned,
    Unanswered,
)
from shared.work import Publishes


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


class MissedCalls(Protocol):
    """Missed calls in one transaction; they move on and end with the end of a call."""

    async def told(self, notice: str, *, is_missed: bool) -> News:
        """Keep that it was told of this call; none where the same was before, or more than this."""
        ...

    async def note(self, new_id: MissedCallId, rang: Rang, rings: timedelta) -> MissedCallId:
        """Count it at the line of its number, and say which; `new_id` is that of a new one."""
        ...

    async def count(self, missed_id: MissedCallId, unanswered: Unanswered) -> None:
        """Keep one call of a line as it is told to others."""
        ...

    async def follow(self, call: Call, ending: Ending) -> Sequence[Returned]:
        """Go on with the line of a call that ended; gives what was returned by it, each once."""
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


class NoteWork(WithMissedCalls, Publishes, Protocol):
    """What noting a call, and following those that end, need of a transaction."""


class AnswerWork(WithMissedCalls, WithCalls, Protocol):
    """What taking a missed call needs of a transaction."""
