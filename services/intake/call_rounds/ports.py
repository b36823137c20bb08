"""Where rounds of calls are kept."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from services.intake.call_rounds.model import (
    Beginning,
    Entry,
    Given,
    Held,
    PersonId,
    Reach,
    Result,
    Round,
    RoundId,
    Segment,
    Step,
    TakenBack,
)
from services.intake.calls.model.call import CallId
from services.intake.calls.ports import WithCalls
from services.intake.contact_access.ports import WithContacts
from services.intake.requests.ports import WithRequests
from services.intake.staff.model import StaffId
from shared.activation import Activation


class CallRounds(Protocol):
    """Rounds and their people, in one transaction."""

    async def make(self, begins: Beginning, by: StaffId) -> None:
        """Keep a round, without anybody on it."""
        ...

    async def note(self, round_id: RoundId, by: StaffId, step: Step) -> None:
        """Keep for good who did what."""
        ...

    async def reach(self, segment: Segment, activation: Activation) -> Reach:
        """Find who asked and may be rung."""
        ...

    async def add(self, round_id: RoundId, entries: Sequence[Entry]) -> None:
        """Put people on it, without who refused before; who was given is sealed."""
        ...

    async def latest(self, limit: int) -> Sequence[Round]:
        """List rounds, those that go on before those that are closed, the newest first."""
        ...

    async def read(self, round_id: RoundId) -> Round | None:
        """Give one; None for one that nobody knows any more."""
        ...

    async def take(self, round_id: RoundId, by: StaffId) -> Held | None:
        """Hold the next who is due for one of the staff; None where nobody is, or all are held."""
        ...

    async def let_go(self, idle: timedelta, silent: timedelta) -> None:
        """Let go of those whom nobody rang for so long, or in whose call nobody typed."""
        ...

    async def held_by(self, staff_id: StaffId) -> Held | None:
        """Give whom one of the staff holds."""
        ...

    async def rung_in(self, call_id: CallId) -> Held | None:
        """Give who is rung in a call, whom nobody else changes before this ends."""
        ...

    async def begin_call(self, person_id: PersonId, call_id: CallId) -> None:
        """Bind somebody who is held to their call."""
        ...

    async def give_back(self, person_id: PersonId) -> None:
        """Let somebody go, as they were."""
        ...

    async def try_again(self, person_id: PersonId) -> None:
        """Count a try and let them go: they are due again after the round's time."""
        ...

    async def settle(self, person_id: PersonId, result: Result) -> None:
        """Let somebody go for good; their name and number go with it."""
        ...

    async def refuse(self, mark: str) -> None:
        """Keep that no round rings a number again, and take it off all of them."""
        ...

    async def allow(self, mark: str, by: StaffId, reason: TakenBack) -> bool:
        """Let rounds ring a number again, on record; False where it was not refused."""
        ...

    async def mark_of(self, phone: str) -> str:
        """Give by what a number is known again."""
        ...

    async def may_still_ring(self, person_id: PersonId) -> bool:
        """Say whether who asked for help may be rung as things stand now."""
        ...

    async def given(self, person_id: PersonId) -> Given:
        """Unseal somebody of a given list."""
        ...

    async def close(self, round_id: RoundId) -> bool:
        """Forget everybody on it; what stays is counts. False when it was closed before."""
        ...

    async def over(self, limit: int) -> Sequence[RoundId]:
        """Name rounds whose time is over, which nobody has closed."""
        ...


class WithCallRounds(Protocol):
    """A transaction in which rounds can be kept and read."""

    @property
    def call_rounds(self) -> CallRounds:
        """Give the rounds as this transaction sees them."""
        ...


class RingWork(WithCallRounds, WithCalls, WithContacts, WithRequests, Protocol):
    """What ringing somebody needs of a transaction."""
