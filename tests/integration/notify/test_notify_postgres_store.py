"""The real store: the contract, and what only a database can show."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.notify.deliveries.store import LEASE, SQL
from services.notify.letters.use_cases import keep_letter
from services.notify.operating import (
    UnknownEndpointError,
    UnknownTypeError,
    add_endpoint,
    rotate_secret,
)
from shared.contracts.words import NoticeChannel
from tests.support.notify.building import RECIPIENT, delivery, letter
from tests.support.notify.ground import FAR
from tests.support.notify.grounds import (
    PARTNER_URL,
    SEALING_KEYS,
    SECRET,
    PostgresGround,
)
from tests.support.notify.store_contract import StoreContract
from tests.support.web.sessions_contract import HearingOnPostgres

MANY_SENT = """
INSERT INTO deliveries (
    id, channel, endpoint_id, event_id, kind, about, correlation_id, version, state, due_at,
    finished_at, activation_id, exercise
)
SELECT gen_random_uuid(), 'webhook', $1, gen_random_uuid(), 'request.created',
    gen_random_uuid(), gen_random_uuid(), 1, 'sent', NULL, now(), gen_random_uuid(), false
FROM generate_series(1, 20000)
"""
NEW_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"


@pytest.fixture
def owned(made: Addresses, ground: PostgresGround) -> tuple[PostgresGround, str]:
    return ground, made.owner_dsn


class TestPostgresStore(StoreContract):
    """The contract itself is inherited."""


class TestHearingOfSessions(HearingOnPostgres):
    """The contract itself is inherited."""


async def test_nothing_of_a_letter_lies_open_in_the_database(ground: PostgresGround) -> None:
    await ground.add_letter()

    rows = await ground.pool.fetch("SELECT recipient, content FROM letters")

    everything = b"".join(row["recipient"] + row["content"] for row in rows)
    assert rows
    assert RECIPIENT.encode() not in everything
    assert b"K7-0A11" not in everything
    assert b"Aino" not in everything


async def test_a_destroyed_letter_leaves_neither_row_nor_key(ground: PostgresGround) -> None:
    identity = await ground.add_letter()

    async with ground.store.begin() as work:
        await work.letters.destroy(identity)

    assert await ground.pool.fetchval("SELECT count(*) FROM letters") == 0
    assert await ground.pool.fetchval("SELECT count(*) FROM subject_keys") == 0


async def test_an_endpoints_secret_lies_sealed(ground: PostgresGround) -> None:
    await ground.add_endpoint("request.created")

    sealed = await ground.pool.fetchval("SELECT secret FROM endpoints")

    assert SECRET.encode() not in sealed


async def test_two_secrets_sign_after_a_rotation(ground: PostgresGround) -> None:
    identity = await ground.add_news(await ground.add_endpoint("request.created"))

    await rotate_secret(ground.dsn, "partner", NEW_SECRET, sealing_keys=SEALING_KEYS)

    async with ground.store.begin() as work:
        call = await work.webhooks.call(identity)
        assert call is not None
    assert call.secrets == (NEW_SECRET, SECRET)


async def test_operating_on_what_is_not_there_is_refused(ground: PostgresGround) -> None:
    with pytest.raises(UnknownEndpointError):
        await rotate_secret(ground.dsn, "nobody", NEW_SECRET, sealing_keys=SEALING_KEYS)
    with pytest.raises(UnknownTypeError):
        await add_endpoint(
            ground.dsn, "x", PARTNER_URL, SECRET, ["match.access_issued"], sealing_keys=SEALING_KEYS
        )


async def test_two_loops_never_claim_the_same(ground: PostgresGround) -> None:
    identities = {await ground.add_letter() for _ in range(40)}

    batches = await asyncio.gather(
        *(ground.due.claim_of_kind(NoticeChannel.EMAIL, 5) for _ in range(8))
    )

    claimed = [claim.delivery.id for batch in batches for claim in batch]
    assert len(claimed) == len(set(claimed))
    assert set(claimed) <= identities


async def test_an_attempt_that_was_cut_off_stays_on_record_without_an_end(
    ground: PostgresGround,
) -> None:
    await ground.add_letter()
    await ground.the_letter()
    await ground.pass_time(timedelta(minutes=2))
    claim = await ground.the_letter()
    async with ground.store.begin() as work:
        await work.deliveries.mark_sent(claim, "250")

    rows = await ground.pool.fetch("SELECT number, response FROM attempts ORDER BY number")

    assert [tuple(row) for row in rows] == [(1, None), (2, "250")]


async def test_the_relay_is_hinted_only_after_something_was_said(ground: PostgresGround) -> None:
    async with ground.store.begin() as work:
        await keep_letter(work, delivery(), letter(), await ground.now() + FAR)
    assert ground.hints == 0


@pytest.mark.parametrize("query", ["claim_of_kind", "claim_calls"])
async def test_due_deliveries_are_found_by_index_among_many(
    owned: tuple[PostgresGround, str], query: str
) -> None:
    ground, owner_dsn = owned
    endpoint = await ground.add_endpoint("request.created")
    await ground.pool.execute(MANY_SENT, endpoint)
    connection = await asyncpg.connect(owner_dsn)
    await connection.execute("VACUUM ANALYZE deliveries")

    arguments = {"claim_of_kind": (NoticeChannel.EMAIL, 10, LEASE), "claim_calls": (10, LEASE, 4)}[
        query
    ]
    plan = await connection.fetch(f"EXPLAIN {SQL[query]}", *arguments)
    await connection.close()

    text = "\n".join(row[0] for row in plan)
    assert "Seq Scan on deliveries" not in text
