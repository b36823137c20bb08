"""Begin a call, show it, take one over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from services.intake.calls.model.call import Beginning, Call, CallId, Kept, Step
from services.intake.calls.ports import WithCalls
from services.intake.calls.rules.drafts import Refusal, carried_on, kept_of, why_refused
from services.intake.staff.model import StaffId
from shared.activation.current import Current
from shared.activation.rules import DoorShutError, admits
from shared.chance import Chance
from shared.contracts.activation_words import Door, Shut
from shared.contracts.call_words import CallDirection
from shared.fields.problem import Problem
from shared.work import Store

LISTED: Final = 50
Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a screen sends: what is in its fields, and the version that it showed."""

    fields: Mapping[str, str] = field(repr=False)
    version: int
    notice: str | None = None
    """The version of the notice, where it was ticked as said."""
    attach: UUID | None = None
    """The request of the card that was pressed: what is typed is added to it."""
    link: UUID | None = None
    """The request of the card to which the new one is linked."""
    is_raised: bool = False
    """The less urgent of both becomes as urgent as the other."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing was kept, and how the call stands now; None for one that nobody knows."""

    why: Refusal
    call: Call | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """The call goes on: what was typed is kept in this version, and so much is to be mended."""

    problems: Problems
    version: int


async def held(work: WithCalls, call_id: CallId, by: StaffId, typed: Typed) -> Call | Stopped:
    """Give a call that this member of staff may change, held, or say why not."""
    call = await work.calls.lock(call_id)
    if call is None:
        return Stopped(Refusal.UNKNOWN)
    why = why_refused(call, by, typed.version)
    return Stopped(why, call) if why else call


def fields_of(call: Call, typed: Typed) -> dict[str, str]:
    """Give what a call keeps once this was typed."""
    return {**kept_of(typed.fields), **carried_on(call.fields)}


async def keep_held(work: WithCalls, call: Call, typed: Typed) -> Call:
    """Keep what was typed in a call that is held."""
    fields = fields_of(call, typed)
    await work.calls.keep(call.id, Kept(fields, typed.notice))
    return replace(call, version=call.version + 1, fields=fields)


async def keep_typed(work: WithCalls, call_id: CallId, by: StaffId, typed: Typed) -> Call | Stopped:
    """Keep what was typed, or say why not."""
    call = await held(work, call_id, by, typed)
    return call if isinstance(call, Stopped) else await keep_held(work, call, typed)


async def open_call(work: WithCalls, call_id: CallId, by: StaffId, begins: Beginning) -> None:
    """Begin a call; also for a room above, which knows who is rung."""
    await work.calls.open(call_id, by, begins.direction, begins.activation)
    if begins.fields:
        await work.calls.keep(call_id, Kept(kept_of(begins.fields)))
    await work.calls.note(call_id, by, Step.OPENED)


@dataclass(frozen=True, slots=True)
class HoldCalls:
    """A call belongs to one of the staff until it ends; another takes it over by a press."""

    store: Store[WithCalls]
    chance: Chance
    current: Current

    async def begin(
        self, by: StaffId, direction: CallDirection, *, is_danger: bool = False
    ) -> CallId:
        """Begin a call; it belongs to the activation that is open. Raises DoorShutError.

        While the network sleeps nothing is kept of who calls, but of whoever is in danger.
        """
        shut = admits(await self.current.standing(), Door.PHONE)
        if shut is Shut.ASLEEP and not is_danger:
            raise DoorShutError(shut)
        activation, call_id = await self.current.activation(), CallId(self.chance.new_id())
        async with self.store.begin() as work:
            await open_call(work, call_id, by, Beginning(direction, activation))
        return call_id

    async def show(self, call_id: CallId) -> Call | None:
        """Give one with what was typed."""
        async with self.store.begin() as work:
            return await work.calls.read(call_id)

    async def going_on(self) -> Sequence[Call]:
        """List the calls that have not ended."""
        async with self.store.begin() as work:
            return await work.calls.going_on(LISTED)

    async def take_over(self, call_id: CallId, by: StaffId, former: StaffId) -> bool:
        """Take a call from whoever the list said has it; of two who press one gets it."""
        async with self.store.begin() as work:
            taken = await work.calls.take_over(call_id, by, former)
            if taken:
                await work.calls.note(call_id, by, Step.TAKEN_OVER)
        return taken
