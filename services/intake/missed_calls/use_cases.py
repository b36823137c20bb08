"""Note that somebody rang, show it, take it, and go on when the call ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from services.intake.call_backs.rules import still_rung
from services.intake.calls.model.call import Beginning, Call, CallId, Ending
from services.intake.calls.use_cases.hold import open_call
from services.intake.missed_calls.events import returned, unanswered
from services.intake.missed_calls.model import (
    RINGS,
    Caller,
    Kind,
    Line,
    MissedCall,
    MissedCallId,
    News,
    Rang,
    Unanswered,
    UnansweredId,
)
from services.intake.missed_calls.ports import AnswerWork, ChecksSeals, NoteWork, WithMissedCalls
from services.intake.missed_calls.rules import known_as, line_of, read_caller, read_time
from services.intake.phone_hours.model import Hours
from services.intake.phone_hours.rules import open_now
from services.intake.staff.model import StaffId
from shared.activation import Activation
from shared.activation.current import Current
from shared.chance import Chance
from shared.contracts.call_words import CallDirection
from shared.fields.phone import readable
from shared.fields.problem import Problem
from shared.sealing.pseudonyms import PseudonymKeys
from shared.work import Store

LISTED: Final = 50


@dataclass(frozen=True, slots=True)
class Notice:
    """What a telephone system says of one call of its own."""

    call: str
    caller: Caller
    at: datetime
    line: str
    is_missed: bool


@dataclass(frozen=True, slots=True)
class NoteCalls:
    """However often the same is told, it is noted once; each number has one line.

    What nobody answered is said to others in the transaction that keeps it.
    """

    store: Store[NoteWork]
    keys: PseudonymKeys
    chance: Chance
    current: Current
    hours: Hours
    home: str
    """The network's own municipality."""

    async def note_notice(self, notice: Notice) -> bool:
        """Note what a telephone system says; False where it said so before."""
        activation = await self.current.activation()
        pseudonyms = await self.keys.pseudonyms()
        told = pseudonyms.of("call of a telephone system", notice.call)
        who = pseudonyms.of(*known_as(notice.caller))
        async with self.store.begin() as work:
            news = await work.missed_calls.told(told, is_missed=notice.is_missed)
            if news is News.NONE:
                return False
            is_another = news is News.RANG
            rang = Rang(notice.caller, who, notice.at, notice.line, notice.is_missed, is_another)
            await self._note(work, rang, activation)
        return True

    async def note_missed(self, caller: Caller, at: datetime) -> None:
        """Note one of which no telephone system tells."""
        activation = await self.current.activation()
        pseudonyms = await self.keys.pseudonyms()
        rang = Rang(caller, pseudonyms.of(*known_as(caller)), at)
        async with self.store.begin() as work:
            await self._note(work, rang, activation)

    async def _note(self, work: NoteWork, rang: Rang, activation: Activation) -> None:
        line = await work.missed_calls.note(MissedCallId(self.chance.new_id()), rang, RINGS)
        if not rang.is_missed:
            return
        in_hours = open_now(self.hours, rang.at)
        call = Unanswered(UnansweredId(self.chance.new_id()), rang.at, in_hours, activation)
        await work.missed_calls.count(line, call)
        await work.publish([unanswered(call, self.home)])


@dataclass(frozen=True, slots=True)
class FollowMissedCalls:
    """Implements the port `FollowsCalls` of the room `calls`."""

    work: NoteWork

    async def follow(self, call: Call, ending: Ending) -> None:
        """Say of which calls whoever rang was spoken to."""
        back = await self.work.missed_calls.follow(call, ending)
        await self.work.publish([returned(each) for each in back])


@dataclass(frozen=True, slots=True)
class NoteByHand:
    """An operator notes what a telephone showed: a number, and when if it was not just now."""

    note: NoteCalls
    zone: tzinfo
    now: Callable[[], datetime]
    """The network's time."""

    async def note_typed(self, number: str, time: str) -> tuple[Problem, ...]:
        """Note it, or say what is wrong."""
        caller, at = read_caller(number), read_time(time, self.zone, self.now())
        problems = []
        if not number.strip() or caller.kind is Kind.UNUSABLE:
            code = "unusable" if number.strip() else "missing"
            problems.append(Problem("missed_number", code))
        if at is None:
            problems.append(Problem("missed_at", "unreadable"))
        elif not problems:
            await self.note.note_missed(caller, at)
        return tuple(problems)


@dataclass(frozen=True, slots=True)
class HearTelephone:
    """What the door of the telephone system needs."""

    seals: ChecksSeals
    note: NoteCalls
    now: Callable[[], datetime]
    """The network's time."""


@dataclass(frozen=True, slots=True)
class ShowMissedCalls:
    """Implements the port `Waits` of the room `calls`."""

    store: Store[WithMissedCalls]
    now: Callable[[], datetime]
    """The network's time."""

    async def waiting(self) -> Sequence[Line]:
        """List who rings now, then whom nobody answered."""
        async with self.store.begin() as work:
            missed = await work.missed_calls.waiting(RINGS, LISTED)
        now = self.now()
        return [line_of(each, now) for each in missed]


@dataclass(frozen=True, slots=True)
class AnswerMissedCalls:
    """A line is taken by one of the staff at a time; taking it begins the call."""

    store: Store[AnswerWork]
    chance: Chance
    current: Current
    now: Callable[[], datetime]

    async def answer(self, missed_id: MissedCallId, by: StaffId) -> CallId | None:
        """Begin the call with the number filled in; None where another was first.

        Who rings now is answered, who was missed is rung back; who withheld the number cannot be.
        """
        activation, call_id = await self.current.activation(), CallId(self.chance.new_id())
        async with self.store.begin() as work:
            missed = await work.missed_calls.lock(missed_id)
            if missed is None or still_rung(missed.ringing, self.now()):
                return None
            if missed.is_missed and missed.kind is not Kind.NUMBER:
                return None
            await open_call(work, call_id, by, _beginning(missed, activation))
            await work.missed_calls.take(missed_id, call_id)
        return call_id

    async def dismiss(self, missed_id: MissedCallId) -> None:
        """Take a line off the list that needs no call; one that somebody has stays theirs."""
        async with self.store.begin() as work:
            missed = await work.missed_calls.lock(missed_id)
            if missed is not None and not still_rung(missed.ringing, self.now()):
                await work.missed_calls.close(missed_id)


def _beginning(missed: MissedCall, activation: Activation) -> Beginning:
    direction = CallDirection.OUTBOUND if missed.is_missed else CallDirection.INBOUND
    if not missed.number:
        return Beginning(direction, activation)
    fields = {"phone": readable(missed.number), "phone_abroad": missed.number}
    return Beginning(direction, activation, fields)
