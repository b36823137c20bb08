"""One step of intake in a process of its own, which stops at a moment and waits to be killed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import repeat
from multiprocessing.connection import Connection
from typing import Final
from uuid import UUID

from services.intake.adapters import CHANCE
from services.intake.briefings.store import PostgresDueMornings
from services.intake.concerns.use_cases import CameFrom, PassOnUnread, SendConcern
from services.intake.imports.store import PostgresDueImports
from services.intake.imports.use_cases import ReadUploads, RunImports
from services.intake.referrals.use_cases.follow import FollowReferrals
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
from tests.support.intake.briefings.building import MORNING, briefings, partner_mornings
from tests.support.intake.building import NOW, PUBLIC_URL, Sealed
from tests.support.intake.concerns.building import TYPED, concern_letters
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld, postgres_world
from tests.support.intake.referrals.building import FakeNames, ReferralStory, partner_letters
from tests.support.intake.requests.building import letters, promises
from tests.support.pseudonyms import PSEUDONYMS, FakePseudonymKeys
from tests.support.sheets import REQUESTS

LATER: Final = NOW + timedelta(hours=2)
"""When the first promise is due."""
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


async def follow_referral(world: PostgresWorld, about: str) -> None:
    """Hear that an organisation is asked, and write to its members; `about` are the three ids."""
    post = Sealed()
    follow = FollowReferrals(
        world.store,
        _scene(world).settle,
        partner_letters(post),
        letters(post),
        FakeNames(),
        CHANCE,
    )
    request_id, organisation_id, referral_id = map(UUID, about.split())
    await follow.react_to_referral(ReferralStory(request_id, organisation_id, referral_id).sent())


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


async def write_partner_morning(world: PostgresWorld, about: str) -> bool:
    """Write the letter of a morning to an organisation."""
    due = PostgresDueMornings(world.pool)
    writing = partner_mornings(world.store, due, Sealed(), lambda: MORNING)
    return await writing.write(UUID(about))


STEPS: Final[Mapping[str, Step]] = {
    step.__name__: step
    for step in (
        call_duty,
        write_briefing,
        write_partner_morning,
        tell_deputy,
        send_concern,
        keep_promise,
        reopen,
        correct,
        follow_referral,
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
    line: Connection
    """Who kills it listens."""

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[IntakeWork]:
        """Open one transaction, and stop at its end."""
        is_it = next(self.passed, None) is None
        async with self.store.begin() as work:
            yield work
            if is_it and self.moment == "written":
                await self._stop()
        if is_it:
            await self._stop()

    async def _stop(self) -> None:
        self.line.send_bytes(b"reached")
        await asyncio.Event().wait()


@dataclass(frozen=True, slots=True)
class Interrupted:
    """What a process does: one step, in a database."""

    dsn: str
    ring: str
    """The sealing keys."""
    name: str
    about: str
    moment: str
    """`stored` right after its transaction, or `written` right before, with nothing stored."""

    def take(self, line: Connection) -> None:
        """Take it, and say on the line when the moment has come."""
        asyncio.run(self._take(line))

    async def _take(self, line: Connection) -> None:
        async with postgres_world(self.dsn, self.ring) as world:
            passed = repeat(True, _ONLY_READ.get(self.name, 0))
            stopping = Stopping(world.store, self.moment, passed, line)
            await STEPS[self.name](replace(world, store=stopping), self.about)  # type: ignore[arg-type]
