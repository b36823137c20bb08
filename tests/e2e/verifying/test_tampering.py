"""Whatever a superuser takes out of a town's records or changes there, `verify` names it.

Once its records are at rest the services end: nothing of theirs comes in between.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.local.services import SERVICES
from deploy.verifying import ledgers
from deploy.verifying.comparison import verify
from deploy.verifying.places import Places
from shared.postgres.pool import connected
from tests.support.town import Town, running_town
from tests.support.verifying.lies import LIES, NO_ROWS, PICKED, UNTOLD
from tests.support.verifying.small_town import (
    at_rest,
    live,
    places_of,
    superuser,
    told,
)
from tests.support.verifying.tampering import Tampering

pytestmark = pytest.mark.timeout(600)


@dataclass
class Ground:
    """The town, whoever may change anything there, and what is noted outside."""

    places: Places
    of: Mapping[str, Tampering]

    async def events(self, about: str) -> list[str]:
        """Give the ids of the events that somebody said about something."""
        return [
            str(row["event_id"])
            for tampering in self.of.values()
            for row in await tampering.connection.fetch(
                f"SELECT event_id FROM outbox WHERE {about}"  # noqa: S608  # ours
            )
        ]


@pytest.fixture(scope="module")
def own_town() -> Iterator[Town]:
    with running_town(patience=120) as town:
        yield town


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("anchors")


@pytest.fixture
async def ground(
    own_town: Town, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Ground]:
    places = places_of(own_town, folder)
    if places.anchor is not None and not places.anchor.exists():
        await live(own_town)
        await nobody_is_called_meanwhile(own_town)
        assert (await at_rest(places)).holds
        assert places.anchors is not None
        await places.anchors.note(places.dsns)
        for service in SERVICES:
            own_town.stack.keeper(service).hold()
    async with AsyncExitStack() as stack:
        kept = {
            dsn: await stack.enter_async_context(connected(dsn)) for dsn in places.dsns.values()
        }
        monkeypatch.setattr(ledgers, "connected", lambda dsn: nullcontext(kept[dsn]))
        connections = {
            service: await stack.enter_async_context(connected(superuser(own_town, service)))
            for service in SERVICES
        }
        yield Ground(places, {name: Tampering(each) for name, each in connections.items()})


async def nobody_is_called_meanwhile(town: Town) -> None:
    """Have nothing fall due for a person while the services that would tell them have ended."""
    async with connected(superuser(town, "intake")) as connection:
        await connection.execute(
            "UPDATE attentions SET due_at = due_at + interval '1 day' WHERE told_at IS NULL"
        )


async def test_a_town_that_nobody_touched_holds(ground: Ground) -> None:
    verdict = await at_rest(ground.places)

    assert told(verdict) == set()
    assert verdict.holds


@pytest.mark.parametrize("service", SERVICES)
async def test_a_row_less_of_any_table_is_told(ground: Ground, service: str) -> None:
    tampering, silent = ground.of[service], {}
    for table, count in (await tampering.tables()).items():
        name = f"{service}.{table}"
        if not UNTOLD.keys().isdisjoint({name, table}):
            continue
        if not count and not NO_ROWS.isdisjoint({name, table}):
            continue
        which = PICKED.get(name, "true")
        one = f"SELECT tableoid, ctid FROM {table} WHERE {which} ORDER BY 1, 2 LIMIT 1"  # noqa: S608  # ours
        gone = f"DELETE FROM {table} WHERE (tableoid, ctid) = ({one})"  # noqa: S608  # ours
        async with tampering.changed(table, gone) as rows:
            found = told(await verify(ground.places))
        if rows != 1 or not found:
            silent[name] = "told of nothing" if rows else "has no row here, and no line in NO_ROWS"

    assert silent == {}
    assert (await verify(ground.places)).holds


@pytest.mark.parametrize("service", sorted({lie.service for lie in LIES}))
async def test_each_lie_is_told(ground: Ground, service: str) -> None:
    silent = {}
    for lie in (each for each in LIES if each.service == service):
        async with ground.of[service].changed(lie.table, lie.statement) as rows:
            verdict = await verify(ground.places)
        if not rows or verdict.holds or lie.rule not in told(verdict):
            silent[lie.statement] = (rows, told(verdict))

    assert silent == {}


async def test_a_request_taken_out_everywhere_is_told_by_what_was_noted_outside(
    ground: Ground,
) -> None:
    found = await ground.of["intake"].connection.fetchval(
        "SELECT id FROM requests WHERE category = 'family_support'"
    )
    about = f"body::text LIKE '%{found}%'"
    events = f"event_id = ANY ('{{{','.join(await ground.events(about))}}}'::uuid[])"
    async with AsyncExitStack() as stack:
        for service, table, which in (
            *((service, "inbox", events) for service in SERVICES),
            *((service, "outbox", about) for service in ("intake", "matching", "notify")),
            ("reporting", "event_log", about),
            ("reporting", "requests", f"request_id = '{found}'"),
            ("intake", "requests", f"id = '{found}'"),
            ("intake", "reach_points", f"request_id = '{found}'"),
            ("intake", "unmatched_notices", f"request_id = '{found}'"),
            ("intake", "search_reports", f"request_id = '{found}'"),
            ("intake", "subject_keys", f"subject = 'request/{found}'"),
            ("matching", "needs", f"request_id = '{found}'"),
            ("notify", "news", f"delivery_id IN (SELECT id FROM deliveries WHERE {events})"),  # noqa: S608  # ours
            ("notify", "deliveries", events),
        ):
            await stack.enter_async_context(
                ground.of[service].changed(table, f"DELETE FROM {table} WHERE {which}")  # noqa: S608  # ours
            )
        verdict = await verify(ground.places)

    assert "outboxes hold what was noted outside" in told(verdict)
    assert verdict.lost == verdict.unexpected == 0
    assert (await verify(ground.places)).holds
