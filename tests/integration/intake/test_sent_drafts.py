"""What was typed into a form ends when the request is sent: then only the request has it."""

import pytest

from services.intake.request_form.model import IDLE, Draft, DraftId
from services.intake.submissions.model import Answer
from shared.sealing.errors import ErasedError
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault
from tests.support.intake.postgres_world import SEALING_KEYS, PostgresWorld
from tests.support.intake.request_form.store_contract import begun
from tests.support.intake.store_world import BROWSER

ANSWER = Answer("B2-0000", "http://localhost/fi/p/token")
VAULT = Vault(KeyRing.from_text(SEALING_KEYS))


async def typed(world: PostgresWorld) -> DraftId:
    return (await begun(world, first_name="Aino")).id


async def read(world: PostgresWorld, draft_id: DraftId) -> Draft | None:
    async with world.store.begin() as work:
        return await work.drafts.read(draft_id, BROWSER)


async def test_what_was_typed_opens_no_more_but_the_answer_does(world: PostgresWorld) -> None:
    draft_id = await typed(world)
    lying_in_a_file: bytes = await world.pool.fetchval("SELECT fields FROM drafts")

    async with world.store.begin() as work:
        await work.drafts.save(Draft(draft_id, {}, ANSWER))

    assert await read(world, draft_id) == Draft(draft_id, {}, ANSWER)
    async with world.pool.acquire() as connection:
        with pytest.raises(ErasedError):
            await VAULT.unseal(connection, f"draft/{draft_id}", {"fields": lying_in_a_file})


async def test_no_key_is_left_of_a_draft_that_expired(world: PostgresWorld) -> None:
    draft_id = await typed(world)
    async with world.store.begin() as work:
        await work.drafts.save(Draft(draft_id, {}, ANSWER))
    await world.pass_time(IDLE)

    async with world.store.begin() as work:
        assert await work.drafts.remove_expired() == 1

    assert await world.pool.fetchval("SELECT count(*) FROM subject_keys") == 0


async def test_an_answer_that_an_earlier_version_sealed_is_still_shown(
    world: PostgresWorld,
) -> None:
    draft_id = await typed(world)
    text = f'["{ANSWER.reference}", "{ANSWER.status_url}"]'
    async with world.pool.acquire() as connection, connection.transaction():
        sealed = await VAULT.seal(connection, f"draft/{draft_id}", {"answer": text})
        await connection.execute("UPDATE drafts SET fields = NULL, answer = $1", sealed["answer"])

    assert await read(world, draft_id) == Draft(draft_id, {}, ANSWER, version=1)


async def test_a_form_that_is_cleared_opens_no_more(world: PostgresWorld) -> None:
    draft_id = await typed(world)
    lying_in_a_file: bytes = await world.pool.fetchval("SELECT fields FROM drafts")

    async with world.store.begin() as work:
        await work.drafts.remove(draft_id, BROWSER)

    assert await world.pool.fetchval("SELECT count(*) FROM drafts") == 0
    async with world.pool.acquire() as connection:
        with pytest.raises(ErasedError):
            await VAULT.unseal(connection, f"draft/{draft_id}", {"fields": lying_in_a_file})
