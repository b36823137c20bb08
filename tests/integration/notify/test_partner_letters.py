"""Letters to organisations on a real database: two writers, a killed one, and the second wall."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from services.notify.endpoints.use_cases import KeepOwnEndpoints
from services.notify.partner_news.model import OwnNews
from services.notify.partner_news.store import PostgresNewsOnPage
from services.notify.partner_news.use_cases.choose import ChooseNews
from services.notify.partner_news.use_cases.leave import EndOrganisations
from services.notify.partner_news.use_cases.tell import TellOrganisations
from services.notify.subscriptions.model import Wishes
from shared.contracts.matching import PartnerLeft
from shared.postgres.hurry import in_a_hurry
from shared.postgres.walls import see_only
from tests.support.activations import FakeCurrent
from tests.support.notify.building import HELP, envelope
from tests.support.notify.endpoints.store_contract import OwnEndpointContract
from tests.support.notify.grounds import SECRET, PostgresGround
from tests.support.notify.loops import be_killed
from tests.support.notify.partner_news.store_contract import OURS, THEIRS, WEEK, wish
from tests.support.two_at_once import in_turn, until_waiting


def telling(ground: PostgresGround) -> TellOrganisations:
    return TellOrganisations(
        store=ground.store,
        words=lambda _, group: f"{group.type}: {group.count}",
        page=lambda _, organisation: f"/{organisation}",
        new_id=uuid4,
        now=lambda: ground.told_now,
        wake=lambda: None,
    )


async def due_news(ground: PostgresGround, organisation: UUID = OURS, count: int = 3) -> None:
    now = ground.told_now = await ground.now()
    async with ground.store.begin() as work:
        wished = replace(wish("at_once"), organisation=organisation)
        await work.partner_news.choose(wished, organisation.hex, WEEK, HELP)
        await work.partner_news.confirm(organisation.hex)
        for _ in range(count):
            news = OwnNews(
                organisation=organisation,
                event_id=uuid4(),
                type="request.created",
                occurred_at=now,
                link="",
                municipality="491",
                line=None,
                due_at=now,
            )
            await work.partner_news.keep(news)


async def letters(ground: PostgresGround) -> list[int]:
    """Count what each letter tells."""
    rows = await ground.pool.fetch(
        "SELECT count(*) AS told FROM organisation_news JOIN deliveries ON deliveries.id = told_in"
        " WHERE kind = 'partner_digest' GROUP BY told_in"
    )
    return [row["told"] for row in rows]


async def test_of_two_writers_at_once_one_writes(ground: PostgresGround) -> None:
    await due_news(ground)

    written = await asyncio.gather(*(telling(ground).write_one() for _ in range(4)))

    assert sorted(written) == [0, 0, 0, 1]
    assert await letters(ground) == [3]


async def test_a_writer_killed_before_it_is_stored_leaves_all_to_the_next(
    ground: PostgresGround,
) -> None:
    await due_news(ground)

    await be_killed(ground.dsn, "partner_letters")
    after_kill = await ground.pool.fetchval("SELECT count(*) FROM deliveries")
    written = await telling(ground).write_one()

    assert (after_kill, written) == (0, 1)
    assert await letters(ground) == [3]
    assert await telling(ground).write_one() == 0


async def test_a_member_behind_the_wall_names_an_address_and_it_is_written_to(
    ground: PostgresGround,
) -> None:
    now = await ground.now()
    choosing = ChooseNews(
        store=ground.store,
        shown=PostgresNewsOnPage(ground.pool),
        current=FakeCurrent(HELP),
        new_id=uuid4,
        now=lambda: now,
        confirm_page=lambda _, token: token,
        wake=lambda: None,
    )

    with in_a_hurry():
        see_only(OURS)
        wrong = await choosing.choose(wish("daily"))

    kept = await ground.pool.fetch("SELECT kind, organisation_id FROM deliveries")
    assert wrong is None
    assert [tuple(row) for row in kept] == [("partner_confirm", OURS)]


SEEN = "SELECT DISTINCT organisation_id FROM {}"
TABLES = ("endpoints", "deliveries", "letter_wishes", "organisation_news")


@pytest.mark.parametrize("table", TABLES)
async def test_a_members_request_sees_their_own_rows_and_no_other(
    ground: PostgresGround, table: str
) -> None:
    contract = OwnEndpointContract()
    await ground.add_news(await contract.add_checked(ground))
    await ground.add_news(await ground.add_endpoint("request.created"))
    for organisation in (OURS, THEIRS):
        await due_news(ground, organisation)
    asked = SEEN.format(table)

    with in_a_hurry():
        see_only(OURS)
        own = await ground.pool.fetch(asked)
        see_only(UUID(int=9))
        nobodys = await ground.pool.fetch(asked)
    every = await ground.pool.fetch(asked)

    assert [row["organisation_id"] for row in own] == [OURS]
    assert nobodys == []
    assert len(every) == 2


async def test_a_letter_that_nobody_took_in_time_is_given_up_and_stays_on_the_page(
    ground: PostgresGround,
) -> None:
    await due_news(ground, count=1)
    await telling(ground).write_one()
    await ground.pass_time(WEEK + timedelta(hours=1))

    claim = await ground.the_letter()

    assert claim.expired
    assert len(await ground.on_page.newest(OURS, 10)) == 1


WRITTEN = """
INSERT INTO deliveries (
    id, channel, event_id, kind, about, correlation_id, version, expires_at, activation_id,
    exercise, whose
)
SELECT $1, 'email', $1, 'partner_digest', $2, $1, 0, network_now() + interval '1 day', id, exercise,
    $2
FROM activations
"""
HELD = "SELECT pg_advisory_xact_lock(hashtextextended('recalls/' || $1, 0))"
WISH = "SELECT 1 FROM letter_wishes WHERE organisation_id = $1::uuid FOR UPDATE"


async def leave(ground: PostgresGround) -> None:
    event = envelope(PartnerLeft(organisation_id=OURS), f"partner/{OURS}")
    await EndOrganisations(ground.store, lambda: None).react_to_partner_left(event)


async def add(ground: PostgresGround) -> object:
    async def fine(_: object) -> None:
        return None

    keeping = KeepOwnEndpoints(
        store=ground.store,
        shown=ground.own_endpoints,
        wrong_with=fine,
        let_go=fine,  # type: ignore[arg-type]  # nothing is let go here
        current=FakeCurrent(HELP),
        new_id=uuid4,
        new_secret=lambda: SECRET,
        wake=lambda: None,
    )
    return await keeping.add(OURS, "https://ours.example/", Wishes(("request.created",)))


@pytest.mark.parametrize("as_said", [True, False], ids=["leaves first", "adds first"])
async def test_an_endpoint_that_is_added_while_it_leaves_is_refused_or_removed(
    ground: PostgresGround, *, as_said: bool
) -> None:
    both = leave(ground), add(ground)

    results = await in_turn(ground.pool, HELD, str(OURS), both, as_said=as_said)

    kept = "SELECT count(*) FROM endpoints WHERE secret IS NOT NULL OR removed_at IS NULL"
    assert ("left" in results) is as_said
    assert await ground.pool.fetchval(kept) == 0
    assert await ground.pool.fetchval("SELECT count(*) FROM subject_keys") == 0


async def test_a_letter_that_is_being_written_while_it_leaves_is_not_sent(
    ground: PostgresGround,
) -> None:
    await due_news(ground)
    async with ground.pool.acquire() as writer:
        async with writer.transaction():
            await writer.execute(WISH, str(OURS))
            leaving = asyncio.ensure_future(leave(ground))
            await until_waiting(ground.pool, 1, leaving)
            await writer.execute(WRITTEN, uuid4(), OURS)
        await leaving

    states = await ground.pool.fetch("SELECT state, reason FROM deliveries")
    assert [tuple(row) for row in states] == [("failed", "recalled")]
    assert await telling(ground).write_one() == 0
