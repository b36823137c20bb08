"""Whatever is changed in an audit, added past its chain or taken out of it, is found."""

import asyncio
from datetime import timedelta

import asyncpg
import pytest

from shared.audit.ledger import Chain, Head, audit_heads, contradicted
from shared.clock import shift
from tests.integration.audit.conftest import Audits

DAYS = timedelta(days=1)
PAST_THE_TRIGGER = """
ALTER TABLE views DISABLE TRIGGER audit_link;
INSERT INTO views (what) VALUES ('x');
ALTER TABLE views ENABLE TRIGGER audit_link;
"""


def wrong(chain: Chain) -> dict[str, int]:
    """Say what is wrong with it, by its kind."""
    kinds = ("edited", "missing", "gaps", "added")
    return {kind: getattr(chain, kind) for kind in kinds if getattr(chain, kind)}


async def test_what_nobody_touched_holds(audits: Audits) -> None:
    await audits.note("a", "b", "c")
    await audits.note("d", table="deeds")

    views, deeds = await audits.chain(), await audits.chain("deeds")

    assert (views.links, views.broken, deeds.links, deeds.broken) == (3, 0, 1, 0)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE views SET what = 'x' WHERE what = 'b'", {"edited": 1}),
        ("UPDATE views SET told_at = told_at - interval '1 s' WHERE what = 'b'", {"edited": 1}),
        ("DELETE FROM views WHERE what = 'b'", {"missing": 1}),
        ("DELETE FROM views WHERE what = 'c'", {"missing": 1}),
        ("TRUNCATE views", {"missing": 3}),
        (
            "DELETE FROM views WHERE what = 'b'; DELETE FROM audit_links WHERE position = 2",
            {"gaps": 1},
        ),
        ("DELETE FROM audit_links WHERE position = 2", {"gaps": 1, "added": 1}),
        ("UPDATE audit_links SET hash = sha256('x') WHERE position = 2", {"edited": 2}),
        (
            PAST_THE_TRIGGER,
            {"added": 1},
        ),
    ],
)
async def test_each_way_of_tampering_is_told_by_its_kind(
    audits: Audits, statement: str, found: dict[str, int]
) -> None:
    await audits.note("a", "b", "c")

    await audits.tamper(statement)

    assert wrong(await audits.chain()) == found
    assert (await audits.chain()).sample


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE views SET closed_at = network_now()",
        "ALTER TABLE views ADD COLUMN note text",
        "DELETE FROM views WHERE what = 'before there was a chain'",
    ],
)
async def test_what_may_change_breaks_nothing(audits: Audits, statement: str) -> None:
    await audits.note("a", "b")

    await audits.tamper(statement)
    await audits.note("c")

    assert wrong(await audits.chain()) == {}


@pytest.mark.parametrize(
    "statement",
    [
        (
            "DELETE FROM views WHERE what = 'c'; "
            "DELETE FROM audit_links WHERE source = 'views' AND position = 3"
        ),
        (
            "TRUNCATE audit_links; CREATE TEMP TABLE saved AS SELECT what FROM views WHERE id > 1;"
            "DELETE FROM views; INSERT INTO views (what) SELECT what FROM saved ORDER BY what DESC"
        ),
    ],
    ids=["a cut tail", "a chain that was made anew"],
)
async def test_what_holds_in_itself_is_told_by_a_head_kept_elsewhere(
    audits: Audits, statement: str
) -> None:
    await audits.note("a", "b", "c")
    heads = await audit_heads(audits.verify)
    assert await contradicted(audits.verify, heads) == []

    await audits.tamper(statement)

    assert wrong(await audits.chain()) == {}
    assert await contradicted(audits.verify, heads) == [("views", 3)]


async def test_a_head_of_an_audit_that_is_gone_is_told(audits: Audits) -> None:
    assert await contradicted(audits.verify, [Head("letters", 1, b"x")]) == [("letters", 1)]


async def test_many_at_once_make_one_chain_and_none_waits_for_ever(audits: Audits) -> None:
    orders = (("views", "deeds"), ("deeds", "views"))

    async def write(number: int) -> None:
        connection = await asyncpg.connect(audits.addresses.app_dsn)
        for turn in range(25):
            async with connection.transaction():
                for table in orders[(number + turn) % 2]:
                    await connection.execute(
                        f"INSERT INTO {table} (what) VALUES ($1)",  # noqa: S608  # ours
                        f"{number} {turn}",
                    )
        await connection.close()

    await asyncio.gather(*map(write, range(8)))

    chains = [await audits.chain(table) for table in ("views", "deeds")]
    assert [(chain.links, chain.broken) for chain in chains] == [(200, 0), (200, 0)]


async def test_what_is_rolled_back_leaves_no_link(audits: Audits) -> None:
    transaction = audits.app.transaction()
    await transaction.start()
    await audits.note("a")
    await transaction.rollback()
    await audits.note("b")

    assert ((await audits.chain()).links, wrong(await audits.chain())) == (1, {})


async def forget(audits: Audits, days: int, most: int = 100) -> int:
    rows = await audits.app.fetch("SELECT audit_forget('views', $1, $2)", days * DAYS, most)
    return len(rows)


async def test_what_is_old_goes_from_the_front_and_the_rest_still_holds(audits: Audits) -> None:
    await audits.note("a", "b", "c")
    heads = await audit_heads(audits.verify)
    await shift(audits.owner, 300 * DAYS)
    await audits.note("d", "e")

    removed = [await forget(audits, 200, most=2) for _ in range(4)]

    assert removed == [1, 2, 1, 0]
    left = await audits.app.fetch("SELECT what FROM views ORDER BY id")
    assert [row["what"] for row in left] == ["d", "e"]
    assert ((await audits.chain()).links, wrong(await audits.chain())) == (2, {})
    assert await contradicted(audits.verify, heads) == []


async def test_a_chain_that_was_emptied_by_age_goes_on_where_it_ended(audits: Audits) -> None:
    await audits.note("a", "b")
    await shift(audits.owner, 300 * DAYS)
    while await forget(audits, 200):
        pass
    emptied = await audit_heads(audits.verify)

    await audits.note("c")

    assert wrong(await audits.chain()) == {}
    assert [(head.source, head.position) for head in emptied] == [("deeds", 0), ("views", 2)]
    assert await contradicted(audits.verify, emptied) == []


async def test_after_old_links_went_tampering_is_still_found(audits: Audits) -> None:
    await audits.note("a", "b")
    await shift(audits.owner, 300 * DAYS)
    await audits.note("c", "d")
    while await forget(audits, 200):
        pass

    await audits.tamper("DELETE FROM audit_links WHERE source = 'views' AND position = 3")

    assert wrong(await audits.chain()) == {"gaps": 1, "added": 1}


async def test_a_service_cannot_forget_what_is_young(audits: Audits) -> None:
    await audits.note("a")

    for days in (0, 89, -400):
        with pytest.raises(asyncpg.CheckViolationError):
            await forget(audits, days)

    assert (await audits.chain()).links == 1


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT FROM audit_links",
        "DELETE FROM audit_links",
        "UPDATE audit_links SET hash = ''",
        "INSERT INTO audit_links VALUES ('views', 9, '9', '')",
        "UPDATE audit_sources SET base = 9",
        "SELECT audit_begin('views', 'id', 'told_at')",
        "ALTER TABLE views DISABLE TRIGGER audit_link",
        "SET session_replication_role = replica",
        "CREATE FUNCTION sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT ''x''::bytea'",
        "CREATE TEMP TABLE audit_links (position bigint)",
    ],
)
async def test_a_service_cannot_touch_its_chains(audits: Audits, statement: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await audits.app.execute(statement)


async def test_a_search_path_of_the_service_changes_nothing(audits: Audits) -> None:
    await audits.app.execute("SET search_path = pg_temp; SET timezone = 'Pacific/Apia'")
    await audits.app.execute("INSERT INTO public.views (what) VALUES ('a')")
    await audits.app.execute("RESET search_path; RESET timezone")

    assert ((await audits.chain()).links, wrong(await audits.chain())) == (1, {})
