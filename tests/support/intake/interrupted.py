"""One step of intake in a process of its own, which stops at a moment and waits to be killed.

Arguments: database address, ring of sealing keys, the step, what it is about, the moment: `stored`
right after its transaction, or `written` right before, with all of it written and nothing stored.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import repeat
from typing import Final
from uuid import UUID

from services.intake.adapters import CHANCE
from services.intake.concerns.use_cases import CameFrom, PassOnUnread, SendConcern
from services.intake.imports.store import PostgresDueImports
from services.intake.imports.use_cases import ReadUploads, RunImports
from services.intake.requests.letters import RequestLetters
from services.intake.requests.model import RequestId
from services.intake.requests.rules.links import Links
from services.intake.requests.use_cases.keep_promises import KeepPromises
from services.intake.staff.model import StaffId
from services.intake.work import IntakeWork
from shared.letters import SealedPost
from shared.work import Store
from tests.support.activations import FakeCurrent
from tests.support.intake.attention.building import call_on_duty
from tests.support.intake.briefings.building import MORNING, briefings
from tests.support.intake.building import NOW, PUBLIC_URL, Sealed
from tests.support.intake.concerns.building import TYPED, concern_letters
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld, postgres_world
from tests.support.intake.requests.building import promises
from tests.support.pseudonyms import PSEUDONYMS, FakePseudonymKeys
from tests.support.sheets import REQUESTS

LATER: Final = NOW + timedelta(hours=2)
"""When the first promise is due."""
REACHED: Final = "reached\n"
Step = Callable[[PostgresWorld, str], Awaitable[object]]


def keeper(world: PostgresWorld) -> KeepPromises:
    """Give who keeps promises, two hours later."""
    letters = RequestLetters(SealedPost(Sealed(), CHANCE), Links(PUBLIC_URL), lambda: LATER, CHANCE)
    return KeepPromises(world.store, letters, promises(lambda: LATER))


async def call_duty(world: PostgresWorld, _: str) -> None:
    """Call those on duty where somebody is due."""
    await call_on_duty(world.store, Sealed())()


async def tell_deputy(world: PostgresWorld, _: str) -> int:
    """Tell the deputy of what nobody has read."""
    return await PassOnUnread(world.store, concern_letters(), FakeCurrent()).pass_on_unread()


async def send_concern(world: PostgresWorld, form: str) -> object:
    """Keep a concern and tell the lead."""
    sending = SendConcern(
        world.store, concern_letters(), CHANCE, FakeCurrent(), FakePseudonymKeys()
    )
    return await sending.send(TYPED, form, CameFrom())


async def keep_promise(world: PostgresWorld, about: str) -> bool:
    """Write to who asked, or call a person."""
    return await keeper(world).keep_promise(RequestId(UUID(about)))


async def reopen(world: PostgresWorld, token: str) -> bool:
    """Say that no help came."""
    return await _scene(world).reopening.reopen_request(token)


async def correct(world: PostgresWorld, token: str) -> object:
    """Ask for something else, and add words."""
    typed = {"category": "pharmacy", "text": "Ovikoodi on 1234."}
    return await _scene(world).corrections.correct_request(token, typed)


async def take_rows_in(world: PostgresWorld, _: str) -> None:
    """Take in what was confirmed, as the loop of imports does."""
    submit = _scene(world).submissions
    running = RunImports(
        world.store, ReadUploads(submit, REQUESTS, FakePseudonymKeys(), PSEUDONYMS)
    )
    for import_id in await PostgresDueImports(world.pool).due(5):
        await running.run(import_id)


async def write_briefing(world: PostgresWorld, _: str) -> None:
    """Write the letter of a morning."""
    await briefings(world.store, Sealed(), lambda: MORNING)()


STEPS: Final[Mapping[str, Step]] = {
    step.__name__: step
    for step in (
        call_duty,
        write_briefing,
        tell_deputy,
        send_concern,
        keep_promise,
        reopen,
        correct,
        take_rows_in,
    )
}
_ONLY_READ: Final = {take_rows_in.__name__: 1}
"""By the step, how many transactions come before the one that it is about."""


def _scene(world: PostgresWorld) -> PostgresScene:
    return PostgresScene(world, StaffId(UUID(int=0)))


@dataclass(frozen=True, slots=True)
class Stopping:
    """A store that says when it has reached the moment, and goes no further."""

    store: Store[IntakeWork]
    moment: str
    passed: Iterator[object]
    """Transactions that are let through before."""

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[IntakeWork]:
        """Open one transaction, and stop at its end."""
        is_it = next(self.passed, None) is None
        async with self.store.begin() as work:
            yield work
            if is_it and self.moment == "written":
                await _stop()
        if is_it:
            await _stop()


async def _stop() -> None:
    sys.stdout.write(REACHED)
    sys.stdout.flush()
    await asyncio.Event().wait()


async def main(dsn: str, ring: str, step: str, about: str, moment: str) -> None:
    """Take the step."""
    async with postgres_world(dsn, ring) as world:
        passed = repeat(True, _ONLY_READ.get(step, 0))
        stopping = Stopping(world.store, moment, passed)
        await STEPS[step](replace(world, store=stopping), about)  # type: ignore[arg-type]


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
