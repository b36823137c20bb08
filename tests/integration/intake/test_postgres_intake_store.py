"""The real store: the contract, and what only a database can show."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.intake.operating import send_letter
from services.intake.request_form.model import Draft, DraftId
from services.intake.staff.rules import Counted
from services.intake.submissions.use_cases.sweep import SweepAnswers
from shared.clock import shift
from shared.contracts.notify import NotificationRequested
from shared.contracts.wire import read
from shared.sealing.box import new_keypair
from shared.sealing.errors import ErasedError
from shared.sealing.tokens import token_hash
from tests.support.databases import in_clear
from tests.support.intake.postgres_world import PostgresWorld, postgres_world
from tests.support.intake.store_contract import StoreContract
from tests.support.intake.store_world import BROWSER, DAY, LINK
from tests.support.intake.submissions.building import new_request, taken_in

MakeDatabase = Callable[[str], Awaitable[Addresses]]
PERSONAL = ("+358401234567", "Aino", "aino@example.org", "Porrassalmenkatu", "Maitoa", "koivu")


class TestPostgresStore(StoreContract):
    """The contract itself is inherited."""


async def test_what_expires_goes_by_the_networks_clock(database: MakeDatabase) -> None:
    made = await database("intake")
    async with postgres_world(made.app_dsn) as world:
        await world.add_assignment(await world.add_request())
        draft = Draft(DraftId(uuid4()), {}, life=DAY)
        async with world.store.begin() as work:
            await work.drafts.start(draft, BROWSER)
            await work.staff.tries([token_hash("kaisa")])
            await work.staff.save_tries({token_hash("kaisa"): Counted(9, DAY, timedelta())})

        await ahead(made, DAY)

        async with world.store.begin() as work:
            assert await work.drafts.read(draft.id, BROWSER) is None
            assert await work.drafts.remove_expired() == 1
            assert not await work.contacts.use_link(LINK, BROWSER)
            (tries,) = (await work.staff.tries([token_hash("kaisa")])).values()
            assert not tries.wait
        assert (await world.link()).expired
        assert await SweepAnswers(world.store).forget_old_answers() == 1


async def test_a_draft_in_which_nothing_was_kept_leaves_nothing(database: MakeDatabase) -> None:
    made = await database("intake")
    empty, begun = (Draft(DraftId(uuid4()), {}, life=DAY) for _ in range(2))
    async with postgres_world(made.app_dsn) as world:
        async with world.store.begin() as work:
            for draft in (empty, begun):
                await work.drafts.start(draft, BROWSER)
            await work.drafts.save(replace(begun, fields={"category": "groceries"}))
        await ahead(made, DAY)

        async with world.store.begin() as work:
            assert await work.drafts.remove_expired() == 2

        assert await world.pool.fetchval("SELECT count(*) FROM subject_erasures") == 1


async def ahead(made: Addresses, by: timedelta) -> None:
    owner = await asyncpg.connect(made.owner_dsn)
    await shift(owner, by)
    await owner.close()


async def test_a_trial_letter_belongs_to_the_open_activation_and_the_networks_clock(
    database: MakeDatabase,
) -> None:
    made = await database("intake")
    await ahead(made, DAY)

    letter = await send_letter(made.app_dsn, new_keypair()[1], "aino@example.org")

    async with postgres_world(made.app_dsn) as world:
        said = read((await world.pool.fetchval("SELECT body FROM outbox")).encode())
        (opened,) = await world.pool.fetch("SELECT id, exercise FROM activations")
    assert isinstance(said.data, NotificationRequested)
    assert said.data.notification_id == letter
    assert (said.activationid, said.exercise) == (opened["id"], opened["exercise"])
    assert said.time - datetime.now(UTC) > DAY - timedelta(minutes=1)
    assert said.data.expires_at > said.time


async def test_nothing_personal_lies_open_in_any_table(world: PostgresWorld) -> None:
    await world.add_assignment(await world.add_request())

    assert await in_clear(world.pool, PERSONAL) == []


async def test_an_erased_request_cannot_be_read(world: PostgresWorld) -> None:
    new = await world.add_request()
    async with world.store.begin() as work:
        await work.vault.erase(work.connection, f"request/{new.id}")

    with pytest.raises(Exception, match="erased"):
        async with world.store.begin() as work:
            await work.requests.contact(new.id)


async def test_nothing_is_kept_of_an_erased_request(world: PostgresWorld) -> None:
    new = new_request()
    async with world.store.begin() as work:
        await work.vault.erase(work.connection, f"request/{new.id}")

    with pytest.raises(ErasedError):
        await world.reception.take_in(taken_in(new))

    for table in ("requests", "subject_keys", "outbox"):
        assert await world.pool.fetchval(f"SELECT count(*) FROM {table}") == 0  # noqa: S608  # ours
