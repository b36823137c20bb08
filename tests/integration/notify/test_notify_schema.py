"""Kinds of recipients are rows: no statement and no rule of the tables knows one by its name."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import asyncpg
import pytest

from deploy.local.databases import Addresses
from services.notify.app import SERVICE
from shared.clock import shift
from shared.contracts.words import NoticeChannel
from tests.support.notify.grounds import PostgresGround
from tests.support.schema import describe

QUERIES = sorted(SERVICE.here.glob("*/queries.sql"))
BARE_CLOCK = re.compile(r"(?<!network_)\bnow\(\)|current_timestamp|current_date", re.IGNORECASE)


@pytest.fixture
async def owner(made: Addresses) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(made.owner_dsn)
    yield connection
    await connection.close()


async def built(owner: asyncpg.Connection) -> str:
    """Describe the tables but for the ledger of migrations, which was there before the clock."""
    tables = (await describe(owner)).split("\n\n")
    return "\n\n".join(table for table in tables if not table.startswith("schema_migrations"))


async def test_neither_the_tables_nor_the_queries_name_a_kind(owner: asyncpg.Connection) -> None:
    texts = {"schema": await built(owner)} | {
        file.parent.name: file.read_text(encoding="utf-8") for file in QUERIES
    }

    named = [
        (place, kind) for place, text in texts.items() for kind in NoticeChannel if kind in text
    ]

    assert texts.keys() >= {"schema", "deliveries", "letters", "subscriptions", "webhooks"}
    assert named == []


async def test_the_kinds_are_rows(owner: asyncpg.Connection) -> None:
    rows = await owner.fetch("SELECT kind FROM recipient_kinds")

    assert {row["kind"] for row in rows} == set(NoticeChannel)


async def test_a_kind_added_as_a_row_can_be_stored(
    ground: PostgresGround, owner: asyncpg.Connection
) -> None:
    await owner.execute("INSERT INTO recipient_kinds (kind) VALUES ('pigeon')")

    identity = await ground.add_letter(kind="pigeon")

    (claim,) = await ground.due.claim_of_kind("pigeon", 10)
    (line,) = await ground.deliveries.lines(10)
    assert (claim.delivery.id, claim.delivery.channel) == (identity, "pigeon")
    assert line.channel == "pigeon"


async def test_a_kind_that_is_no_row_is_refused(ground: PostgresGround) -> None:
    with pytest.raises(asyncpg.ForeignKeyViolationError):
        await ground.add_letter(kind="pigeon")


@pytest.mark.parametrize(
    "change", ["expires_at = NULL", "endpoint_id = gen_random_uuid()"], ids=["neither", "both"]
)
async def test_a_delivery_expires_or_has_an_endpoint(ground: PostgresGround, change: str) -> None:
    await ground.add_letter()

    with pytest.raises(asyncpg.CheckViolationError):
        await ground.pool.execute(f"UPDATE deliveries SET {change}")  # noqa: S608  # from above


async def test_nothing_reads_a_clock_but_the_networks(owner: asyncpg.Connection) -> None:
    texts = [await built(owner), *(file.read_text(encoding="utf-8") for file in QUERIES)]

    assert not any(BARE_CLOCK.findall(text) for text in texts)


async def test_a_lease_and_a_pause_run_by_the_networks_clock(
    ground: PostgresGround, owner: asyncpg.Connection
) -> None:
    await ground.add_letter(expires_in=timedelta(days=2))
    claim = await ground.the_letter()
    async with ground.store.begin() as work:
        await work.deliveries.put_off(claim, "451", timedelta(hours=1))

    before = await ground.due.claim_of_kind(NoticeChannel.EMAIL, 10)
    await shift(owner, timedelta(hours=1))
    (again,) = await ground.due.claim_of_kind(NoticeChannel.EMAIL, 10)
    held = await ground.due.claim_of_kind(NoticeChannel.EMAIL, 10)
    await shift(owner, timedelta(days=3))
    (last,) = await ground.due.claim_of_kind(NoticeChannel.EMAIL, 10)

    assert (before, held) == ([], [])
    assert (again.tries, again.expired) == (2, False)
    assert (last.tries, last.expired) == (3, True)


async def test_an_endpoint_belongs_to_the_open_activation(
    ground: PostgresGround, owner: asyncpg.Connection
) -> None:
    await ground.add_endpoint("request.created", name="help")
    await owner.execute("UPDATE activations SET state = 'ended'")
    await owner.execute("INSERT INTO activations (id, state) VALUES (gen_random_uuid(), 'standby')")
    await ground.add_endpoint("request.created", name="next")

    rows = await owner.fetch(
        "SELECT name, endpoints.exercise, state FROM endpoints"
        " JOIN activations ON activations.id = activation_id ORDER BY created_at"
    )

    assert [tuple(row) for row in rows] == [("help", False, "ended"), ("next", False, "standby")]


async def test_whoever_writes_a_row_says_what_it_belongs_to(owner: asyncpg.Connection) -> None:
    tables = (await built(owner)).split("\n\n")
    mine = [table for table in tables if "activation_id" in table]

    assert [table.partition("\n")[0] for table in mine] == [
        *("deliveries", "endpoints", "letter_wishes"),
    ]
    for table in mine:
        assert "    activation_id uuid not null\n" in table
        assert "    exercise boolean not null\n" in table
