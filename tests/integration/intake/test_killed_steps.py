"""A process of intake is killed in the middle of a step: it is done once, whoever goes on."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from multiprocessing import get_context
from typing import NamedTuple
from uuid import uuid4

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.intake.attention.model import AttentionReason
from services.intake.duty.rules import AT_MOST
from services.intake.imports.model import Counts, Import, ImportId, ImportState, Upload
from services.intake.imports.use_cases import BATCH
from services.intake.staff.model import StaffId
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read
from shared.contracts.words import Language, StaffRole
from tests.support.databases import everything_in
from tests.support.intake import interrupted
from tests.support.intake.briefings.building import keep_referral, organisation_with
from tests.support.intake.interrupted import STEPS, Interrupted, call_duty, send_concern
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import SEALING_KEYS, PostgresWorld
from tests.support.sheets import row, written
from tests.support.two_at_once import until_waiting

PROCESSES = get_context("forkserver")
"""Each is forked from one that has loaded what they need: it takes two seconds to load."""
PROCESSES.set_forkserver_preload([interrupted.__name__])
_IMPORTED = "SELECT count(*) FROM requests WHERE channel = 'import'"
_AGED = "UPDATE concerns SET due_at = due_at - interval '5 hours'"


class Ground(NamedTuple):
    """A world with somebody on duty, and a request with a helper to be."""

    world: PostgresWorld
    scene: PostgresScene
    owner_dsn: str

    async def said(self) -> Counter[str]:
        """Count what was said, letters by their templates."""
        rows = await self.world.pool.fetch("SELECT body FROM outbox")
        data = [read(row["body"].encode()).data for row in rows]
        return Counter(
            one.template if isinstance(one, NotificationRequested) else one.event_type
            for one in data
        )


async def on_duty(world: PostgresWorld, name: str) -> StaffId:
    staff_id = await world.add_staff(name)
    async with world.store.begin() as work:
        await work.duties.set_email(staff_id, f"{name}@example.org", Language.FINNISH)
        await work.duties.go_on(staff_id, AT_MOST)
    return staff_id


@pytest.fixture
async def ground(world: PostgresWorld, made: Addresses) -> Ground:
    kaisa = await on_duty(world, "kaisa")
    await on_duty(world, "veli")
    return Ground(world, await PostgresScene(world, kaisa).open(), made.owner_dsn)


async def somebody_waits(ground: Ground) -> str:
    async with ground.world.store.begin() as work:
        await work.attention.call_person(ground.scene.id, AttentionReason.WORDS)
    return ""


async def somebody_waits_for_ten_minutes(ground: Ground) -> str:
    await somebody_waits(ground)
    await call_duty(ground.world, "")
    await ground.world.pass_time(timedelta(minutes=10))
    return ""


async def a_concern_waits_for_hours(ground: Ground) -> str:
    await send_concern(ground.world, "a form of before")
    owner = await asyncpg.connect(ground.owner_dsn)
    await owner.execute(_AGED)
    await owner.close()
    return ""


async def an_organisation_is_asked(ground: Ground) -> str:
    which = await organisation_with(ground.world.store, "veera")
    await keep_referral(ground.world.store, ground.scene.id, which)
    return str(which)


async def a_form_is_sent(_: Ground) -> str:
    return "a form"


async def a_promise_is_due(ground: Ground) -> str:
    return str(ground.scene.id)


async def help_was_reported(ground: Ground) -> str:
    return (await PostgresScene(ground.world, ground.scene.staff_id).helped()).token


async def a_request_is_open(ground: Ground) -> str:
    return ground.scene.token


async def an_organisation_was_asked(ground: Ground) -> str:
    organisation_id = uuid4()
    member = await ground.world.add_staff("maija", StaffRole.PARTNER_MEMBER, organisation_id)
    async with ground.world.store.begin() as work:
        await work.duties.set_email(member, "maija@example.org", Language.FINNISH)
    return f"{ground.scene.id} {organisation_id} {uuid4()}"


async def a_file_was_confirmed(ground: Ground) -> ImportId:
    """Keep one of 24 good rows and a bad one: more than is taken by one transaction."""
    rows = [row(number) for number in range(1, 25)] + [row(25, Tarve="?")]
    import_id = ImportId(uuid4())
    async with ground.world.store.begin() as work:
        upload = Upload(written(rows), {"language": "fi"})
        await work.imports.keep(import_id, ground.scene.staff_id, upload, (len(rows), 1))
        await work.imports.confirm(import_id)
    return import_id


class Case(NamedTuple):
    """A step, what goes before it, and what is said by it, once."""

    before: Callable[[Ground], Awaitable[str]]
    step: str
    said: dict[str, int]


CASES = (
    Case(somebody_waits, "call_duty", {"person_needed": 2}),
    Case(somebody_waits_for_ten_minutes, "call_duty", {"person_needed": 2}),
    Case(somebody_waits, "write_briefing", {"morning_briefing": 2}),
    Case(an_organisation_is_asked, "write_partner_morning", {"partner_morning": 1}),
    Case(a_concern_waits_for_hours, "tell_deputy", {"concern_unread": 1}),
    Case(a_form_is_sent, "send_concern", {"concern_waits": 1}),
    Case(a_promise_is_due, "keep_promise", {"still_looking": 1}),
    Case(help_was_reported, "reopen", {"request.reopened": 1}),
    Case(a_request_is_open, "correct", {"request.updated": 1}),
    Case(
        an_organisation_was_asked,
        "follow_referral",
        {"request.referred": 1, "referral.link_issued": 1, "partner_referral": 1},
    ),
)


@asynccontextmanager
async def stopped_at(moment: str, ground: Ground, step: str, about: str) -> AsyncIterator[None]:
    """Have another process take the step up to a moment; it is killed at the end."""
    taken = Interrupted(ground.world.dsn, SEALING_KEYS, step, about, moment)
    heard, said = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=taken.take, args=[said])
    await asyncio.to_thread(process.start)
    said.close()
    try:
        await asyncio.to_thread(heard.recv_bytes)  # raises EOFError when it ended before
        yield
    finally:
        process.kill()
        await asyncio.to_thread(process.join)
        heard.close()


def named(case: Case) -> str:
    return f"{case.before.__name__} {case.step}".replace("_", " ")


@pytest.mark.parametrize("case", CASES, ids=named)
async def test_killed_with_all_written_it_has_done_nothing_and_the_next_does_it_once(
    ground: Ground, case: Case
) -> None:
    about = await case.before(ground)
    before, said = await everything_in(ground.world.pool), await ground.said()

    async with stopped_at("written", ground, case.step, about):
        assert await everything_in(ground.world.pool) == before
        other = asyncio.ensure_future(STEPS[case.step](ground.world, about))
        await until_waiting(ground.world.pool, 1, other)
        assert await ground.said() == said
    await other
    for _ in range(2):
        await STEPS[case.step](ground.world, about)

    assert await ground.said() - said == Counter(case.said)


@pytest.mark.parametrize("case", CASES, ids=named)
async def test_killed_right_after_it_is_done_and_nobody_does_it_again(
    ground: Ground, case: Case
) -> None:
    about = await case.before(ground)
    said = await ground.said()

    async with stopped_at("stored", ground, case.step, about):
        pass
    once = await ground.said() - said
    await asyncio.gather(*(STEPS[case.step](ground.world, about) for _ in range(3)))

    assert once == Counter(case.said)
    assert await ground.said() - said == once


@pytest.mark.parametrize(("moment", "stays"), [("written", 0), ("stored", BATCH)])
async def test_of_a_file_each_row_is_taken_and_counted_once_however_its_taking_in_ends(
    ground: Ground, moment: str, stays: int
) -> None:
    import_id = await a_file_was_confirmed(ground)
    said = await ground.said()

    async with stopped_at(moment, ground, "take_rows_in", ""):
        pass
    halfway = await found(ground, import_id)
    await asyncio.gather(*(STEPS["take_rows_in"](ground.world, "") for _ in range(3)))
    done = await found(ground, import_id)

    assert (halfway.state, halfway.counts) == (ImportState.CONFIRMED, Counts(taken=stays))
    assert (done.state, done.counts) == (ImportState.DONE, Counts(taken=24, rejected=1))
    assert await ground.world.pool.fetchval(_IMPORTED) == 24
    assert (await ground.said() - said)["request.created"] == 24


async def found(ground: Ground, import_id: ImportId) -> Import:
    async with ground.world.store.begin() as work:
        kept = await work.imports.read(import_id)
    assert kept is not None
    return kept
