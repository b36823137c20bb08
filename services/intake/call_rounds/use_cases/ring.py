"""An operator gets the next to ring, rings them, or gives them back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.intake.call_rounds.model import HELD, SILENT, Held, Result, Round, RoundId
from services.intake.call_rounds.ports import RingWork
from services.intake.calls.model.call import Beginning, CallId
from services.intake.calls.use_cases.hold import open_call
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from shared.activation.current import Current
from shared.chance import Chance
from shared.contracts.call_words import CallDirection
from shared.fields.phone import readable
from shared.reach_points import ReachKind, Whose
from shared.work import Store

LISTED: Final = 50
CALL_ROUND: Final = "call_round"
"""Why somebody's number was seen; nobody can choose it, and it counts to no day's number."""
_TRIES: Final = 3
"""Somebody else of the staff may take the same number at the same moment."""


@dataclass(frozen=True, slots=True)
class Stand:
    """The rounds that go on, and whom one of the staff holds."""

    rounds: Sequence[Round]
    held: Held | None = None

    @property
    def round(self) -> Round | None:
        """Give the round of whom is held."""
        return next(
            (one for one in self.rounds if self.held and one.id == self.held.round_id), None
        )


@dataclass(frozen=True, slots=True)
class RingPeople:
    """One of the staff has one person at a time, and nobody else has that person meanwhile."""

    store: Store[RingWork]
    chance: Chance
    current: Current

    async def waiting(self) -> Sequence[Round]:
        """List the rounds that go on, for the page of calls (its port `Waits`)."""
        async with self.store.begin() as work:
            latest = await work.call_rounds.latest(LISTED)
        return [one for one in latest if one.closed_at is None]

    async def show(self, by: StaffId) -> Stand:
        """List the rounds that go on; who was held too long is let go first."""
        async with self.store.begin() as work:
            await work.call_rounds.let_go(HELD, SILENT)
            latest = await work.call_rounds.latest(LISTED)
            held = await work.call_rounds.held_by(by)
        return Stand([one for one in latest if one.closed_at is None], held)

    async def take(self, round_id: RoundId, by: StaffId) -> Held | None:
        """Give the next to ring; who has somebody keeps them."""
        async with self.store.begin() as work:
            await work.call_rounds.let_go(HELD, SILENT)
            for _ in range(_TRIES):
                held = await work.call_rounds.held_by(by)
                held = held or await work.call_rounds.take(round_id, by)
                if held is not None:
                    return held
        return None

    async def give_back(self, by: StaffId) -> None:
        """Let somebody go whom another is to ring; not in the middle of a call."""
        async with self.store.begin() as work:
            held = await work.call_rounds.held_by(by)
            if held is not None and held.call_id is None:
                await work.call_rounds.give_back(held.person_id)

    async def ring(self, by: StaffId) -> CallId | None:
        """Begin a call with what is known filled in; None where nobody is held, or may be rung.

        Of who asked for help, that somebody saw name and number is on record by the same
        transaction.
        """
        activation, call_id = await self.current.activation(), CallId(self.chance.new_id())
        async with self.store.begin() as work:
            held = await work.call_rounds.held_by(by)
            if held is None or held.call_id is not None:
                return held.call_id if held else None
            fields = await _fields(work, held, by)
            if fields is None:
                await work.call_rounds.settle(held.person_id, Result.GONE)
                return None
            begins = Beginning(CallDirection.OUTBOUND, activation, fields)
            await open_call(work, call_id, by, begins)
            await work.call_rounds.begin_call(held.person_id, call_id)
        return call_id


async def _fields(work: RingWork, held: Held, by: StaffId) -> Mapping[str, str] | None:
    """Give what is filled in; None of somebody who may be rung no more."""
    if held.request_id is not None:
        return await _fields_of(work, held, held.request_id, by)
    given = await work.call_rounds.given(held.person_id)
    return {
        "phone": readable(given.phone),
        "first_name": given.name,
        "language": given.language.value,
        "may_ring": "yes",
    }


async def _fields_of(
    work: RingWork, held: Held, request_id: RequestId, by: StaffId
) -> Mapping[str, str] | None:
    request = await work.requests.lock(request_id)
    if request is None or not await work.call_rounds.may_still_ring(held.person_id):
        return None
    await work.contacts.note_look(request_id, by, CALL_ROUND)
    contact = await work.requests.contact(request_id)
    points = await work.requests.reach_points(request_id)
    own = next(
        point for point in points if point.kind == ReachKind.PHONE and point.whose is Whose.HELPED
    )
    return {
        "phone": readable(own.address),
        "first_name": contact.first_name,
        "language": own.language.value,
        "reference": request.reference,
        "may_ring": "yes",
        "may_leave_message": "yes" if own.may_leave_message else "",
    }
