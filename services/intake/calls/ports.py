"""Where calls are kept."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from services.intake.acts.ports import ActWork
from services.intake.calls.model.call import Call, CallId, Ending, Kept, Step
from services.intake.calls.model.triage import Triage
from services.intake.duty.ports import WithDuties
from services.intake.request_form.ports import FormerWork
from services.intake.requests.ports import WithRequests
from services.intake.staff.model import StaffId
from services.intake.submissions.ports import SubmissionWork, WithSubmissions
from services.intake.supply.ports import WithSupply
from shared.activation import Activation
from shared.contracts.call_words import CallDirection
from shared.work import Publishes


class Calls(Protocol):
    """Calls in one transaction."""

    async def open(
        self, call_id: CallId, by: StaffId, direction: CallDirection, activation: Activation
    ) -> None:
        """Begin a call."""
        ...

    async def read(self, call_id: CallId) -> Call | None:
        """Give one with what was typed; None for one that nobody knows."""
        ...

    async def lock(self, call_id: CallId) -> Call | None:
        """Give one that nobody else changes before this ends."""
        ...

    async def going_on(self, limit: int) -> Sequence[Call]:
        """List those that have not ended, without what was typed, the newest first."""
        ...

    async def left(self, age: timedelta, limit: int) -> Sequence[Call]:
        """Give some of which nobody typed a word for so long, held, without what was typed."""
        ...

    async def keep(self, call_id: CallId, kept: Kept) -> None:
        """Seal what was typed; the moment when the notice was said is the first time it is told."""
        ...

    async def take_over(self, call_id: CallId, by: StaffId, former: StaffId) -> bool:
        """Give a call that goes on to somebody else; False when `former` has it no more."""
        ...

    async def end(self, call: Call, ending: Ending) -> int:
        """End it, and erase what was typed; gives how many seconds it took."""
        ...

    async def note(self, call_id: CallId, by: StaffId, step: Step) -> None:
        """Keep for good who did what."""
        ...


class WithCalls(Protocol):
    """A transaction in which calls can be kept and read."""

    @property
    def calls(self) -> Calls:
        """Give the calls as this transaction sees them."""
        ...


class FollowsCalls(Protocol):
    """What a room above does when a call ends, by the transaction that ends it."""

    async def follow(self, call: Call, ending: Ending) -> None:
        """Go on with whoever was rung; a call of which the room knows nothing changes nothing."""
        ...


class Waits(Protocol):
    """What a room above lists on the page of calls: whoever waits for one."""

    async def waiting(self) -> Sequence[object]:
        """Give the lines that its template shows."""
        ...


class CallWork(WithCalls, Publishes, Protocol):
    """What ending a call needs of a transaction."""

    @property
    def followers(self) -> Sequence[FollowsCalls]:
        """Give those that are told of each end."""
        ...


class FinishWork(CallWork, ActWork, FormerWork, SubmissionWork, Protocol):
    """What taking a request in by phone, or adding to one, needs of a transaction."""


class ToldWork(WithCalls, WithDuties, WithRequests, WithSubmissions, WithSupply, Protocol):
    """What telling of a call needs of a transaction."""


class KeepsTriage(Protocol):
    """What is asked on the phone, as the network's file has it."""

    def current(self) -> Triage:
        """Give the newest version that is whole."""
        ...
