"""A form that is sent more than once, around a crash or by an impatient person, is one request."""

import asyncio

import pytest

from services.intake.adapters import CHANCE
from services.intake.request_form.rules import Step
from services.intake.request_form.store import PostgresDrafts
from services.intake.request_form.use_cases.fill_in import FillInForm
from services.intake.submissions.model import Plea
from services.intake.submissions.use_cases.take_in import Receipt
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.intake.request_form.building import fill_in, send
from tests.support.intake.submissions.building import FIELDS

CHANGED = {**FIELDS, "phone": "+358401234568"}


@pytest.fixture
async def form(world: PostgresWorld) -> FillInForm:
    submissions = PostgresScene(world, await world.add_staff("Kaisa")).submissions
    return FillInForm(world.store, submissions, CHANCE)


async def count(world: PostgresWorld, table: str) -> int:
    return int(await world.pool.fetchval(f"SELECT count(*) FROM {table}"))  # noqa: S608  # ours


async def phones(world: PostgresWorld) -> list[str]:
    ids = [row["id"] for row in await world.pool.fetch("SELECT id FROM requests")]
    async with world.store.begin() as work:
        points = [await work.requests.reach_points(each) for each in ids]
    return [each[0].address for each in points]


async def test_killed_before_the_end_it_was_not_sent_and_the_change_is_in_it(
    world: PostgresWorld, form: FillInForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = await fill_in(form)
    with monkeypatch.context() as patch:
        patch.setattr(PostgresDrafts, "save", cut_off)
        with pytest.raises(Exception, match=r"closed|terminat"):
            await send(form, key)
    left = await count(world, "requests"), await count(world, "outbox")

    await form.keep_answers(key, Step.CONTACT, CHANGED)
    sent = await send(form, key)

    assert left == (0, 0)
    assert isinstance(sent, Receipt)
    assert not sent.is_changed
    assert await phones(world) == ["+358401234568"]


async def cut_off(drafts: PostgresDrafts, _: object) -> None:
    """End the session in the middle of its transaction, as a killed process does."""
    await drafts.connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")


async def test_what_was_taken_in_before_is_told_as_it_was(
    world: PostgresWorld, form: FillInForm
) -> None:
    key = await fill_in(form)
    plea = form.submissions.read_plea(FIELDS)
    assert isinstance(plea, Plea)
    taken = await form.submissions.take_in(plea, key.sent_once)

    await form.keep_answers(key, Step.CONTACT, CHANGED)
    sent = await send(form, key)

    assert sent == Receipt(taken.answer, first=False, is_changed=True)
    assert await phones(world) == ["+358401234567"]


async def test_pressing_many_times_is_answered_alike(
    world: PostgresWorld, form: FillInForm
) -> None:
    key = await fill_in(form)

    sent = await asyncio.gather(*(send(form, key) for _ in range(9)))

    assert len({each.answer for each in sent if isinstance(each, Receipt)}) == 1
    assert (await count(world, "requests"), len(await phones(world))) == (1, 1)
