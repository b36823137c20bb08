"""No query of a page or a loop reads all of a table that grows.

Every named query of a service is planned over the rows of years (`tests/support/grown`) without
knowing its arguments, as PostgreSQL does for a statement that is used again and again. Where that
is too blind, `TYPICAL` gives arguments. A new query needs nothing here; a new table is filled in
`grown/<service>_since.sql`, or stays small and is listed.
"""

import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Final

import asyncpg
import pytest

from shared.postgres.queries import load_queries
from shared.postgres.types import Connection
from tests.integration.postgres.conftest import GrownDatabases

ROOT: Final = Path(__file__).parents[3]
SERVICES: Final = ("intake", "matching", "notify", "reporting")
SHARED_BY: Final[Mapping[str, tuple[str, ...]]] = {"sealing": ("intake", "matching", "notify")}

STAYS_SMALL: Final[Mapping[str, str]] = {
    "applications": "a few a month",
    "organisations": "one an organisation that helps",
    "organisation_steps": "a person did each of them",
    "imports": "files of a week, a few a day",
    "call_rounds": "a few a month",
    "call_round_holds": "one a member of staff",
    "due_wishes": "a person made each, and those that were not undone leave within the minute",
    "wish_steps": "a person did each of them",
    "refusals_taken_back": "a person did each of them",
    "count_confirmations": "a person made each of them",
    "directions": "a person pressed for each of them, and they go after two days",
    "entered_counts": "a person entered each of them",
    "entered_periods": "a few a year",
    "activations": "one row is open; a network sees a few in its life",
    "audit_sources": "one an audit",
    "briefings": "one a day",
    "partner_capacities": "a few an organisation",
    "partner_mornings": "one an organisation",
    "closed_counts": "seventeen rows",
    "duties": "one a member of staff",
    "concern_looks": "two people made each of them",
    "concern_notes": "two people wrote each of them",
    "concern_words": "a few a month",
    "concerns": "a few a month",
    "figure_keys": "a few a project",
    "report_versions": "a few a report",
    "reports": "one a project and period",
    "event_looks": "an administrator made each of them",
    "endpoints": "one a partner that listens",
    "letter_wishes": "one an organisation",
    "half_open_sign_ins": "forgotten within minutes",
    "invitations": "one a member of staff",
    "partner_lines": "a few an organisation",
    "open_picture_days": "one a day",
    "picture_heard": "one a service",
    "partner_steps": "a person did each of them",
    "partners": "one an organisation that helps",
    "purchase_terms": "a coordinator agreed to each of them",
    "purchases": "tens a year",
    "passkeys": "a few a member of staff",
    "recovery_codes": "ten a member of staff",
    "totp_secrets": "one a member of staff",
    "forgotten": "one a kind of thing that is kept for a time",
    "parked_audit": "a person did each of them",
    "proven": "one row",
    "proven_sums": "one an account, consumer and type",
    "recipient_kinds": "one a way to reach somebody",
    "replay_audit": "a person did each of them",
    "setbacks": "what fails now, and what was set aside",
    "shifts": "one a member of staff",
    "sign_in_tries": "forgotten after a day",
    "activation_steps": "a person decided each of them",
    "staff_changes": "a person did each of them",
    "staff": "those who work here",
    "supplies": "one a town",
    "supply": "one a town and kind of help",
    "trouble_decisions": "a person made each of them",
    "staff_sessions": "forgotten two days after their end",
}

_REBUILD = "a rebuild reads everything, and so does its proof"
_CHECK = "an operator looks through the whole log"
_KEYS = "an operator changes ring keys, or restored a backup; a part at a time"
EXEMPT: Final[Mapping[str, str]] = {
    "event_log/read_progress": _REBUILD,
    "event_log/begin_progress": _REBUILD,
    "event_log/note_progress": _REBUILD,
    "event_log/count_before": _CHECK,
    "event_log/count_later": _CHECK,
    "figures/count_days": _REBUILD,
    "figures/projection_hash": _REBUILD,
    "figures/count_projections": _REBUILD,
    "figures/count_log": _REBUILD,
    "figures/mark_projections": _REBUILD,
    "figures/mark_log": _REBUILD,
    "picture/count_picture": _REBUILD,
    "messaging/settled_among": "an operator replays; a page at a time",
    "sealing/keys_to_rewrap": _KEYS,
    "sealing/ring_keys_in_use": _KEYS,
    "sealing/list_erasures": _KEYS,
    "sealing/delete_erased_keys": _KEYS,
    "volunteers/count_former_hashes": _KEYS,
    "volunteers/all_helpers": "once at a start: the picture of the whole roster (decision 0010)",
    "volunteers/homeless_postal_codes": "once at a start",
    "volunteers/set_homes": "once at a start",
}
"""Queries that may read all, and why nobody waits for them."""

_OLD: Final = "interval '400 days', 100"
TYPICAL: Final[Mapping[str, str]] = {
    "board/closed_today": "NULL, NULL, NULL, NULL, NULL, 30",
    "board/forget_board_changes": _OLD,
    "board/look": "pg_current_snapshot()::text",
    "board/waiting": "ARRAY['open'], NULL, NULL, NULL, NULL, NULL, NULL, NULL, 30",
    "calls/calls_left": "interval '7 days', 20",
    "calls/forget_calls": _OLD,
    "call_backs/forget_call_backs": _OLD,
    "missed_calls/forget_missed_calls": _OLD,
    "missed_calls/forget_phone_notices": _OLD,
    "missed_calls/forget_unanswered_calls": _OLD,
    "callers/forget_caller_changes": _OLD,
    "callers/forget_caller_searches": _OLD,
    "callers/look": "pg_current_snapshot()::text, network_now()",
    "deliveries/list_deliveries": "100",
    "doors/forget_door_counts": _OLD,
    "doors/forget_used_proofs": _OLD,
    "imports/forget_imports": _OLD,
    "submissions/forget_imported_rows": _OLD,
    "invitations/forget_invited_addresses": _OLD,
    "letters/forget_recalls": _OLD,
    "partner_news/forget_organisation_news": _OLD,
    "lookups/forget_look_alarms": _OLD,
    "messaging/forget_inbox": _OLD,
    "messaging/forget_outbox": _OLD,
    "proposals/forget_needs": _OLD,
    "requests/forget_partings": _OLD,
    "sealing/forget_erasures": _OLD,
    "staff/forget_sign_ins": _OLD,
    "volunteers/changed_helpers": "pg_current_xact_id()::text",
    "volunteers/forget_confirmations": _OLD,
    "volunteers/forget_member_links": _OLD,
}
"""Arguments, as SQL, for queries whose plan rests on them."""

_IS_EMPTY = re.compile(r"event_log_(\d{4}_\d\d|other)")
"""Tables of months that have only begun here, or are to come: what was before lies in the first."""
_DATA = re.compile(r"^(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)


def _files(service: str) -> Iterator[Path]:
    yield from sorted((ROOT / "services" / service).glob("*/*.sql"))
    for file in sorted((ROOT / "shared").glob("*/**/queries.sql")):
        part = file.relative_to(ROOT / "shared").parts[0]
        if service in SHARED_BY.get(part, SERVICES):
            yield file


def _queries() -> Iterator[tuple[str, str, str]]:
    for service in SERVICES:
        for file in _files(service):
            if file.parent.name != "migrations":
                room = file.parent.parent.name if file.parent.name == "sql" else file.parent.name
                for name, text in load_queries(file).items():
                    yield service, f"{room}/{name}", text


def _by_room() -> dict[tuple[str, str], dict[str, str]]:
    rooms: dict[tuple[str, str], dict[str, str]] = {}
    for service, name, text in _queries():
        if name not in EXEMPT:
            rooms.setdefault((service, name.partition("/")[0]), {})[name] = text
    return rooms


PLANNED: Final = _by_room()
"""Those of a room are planned one after the other: to connect takes longer than to plan."""


@pytest.fixture
async def connection(
    grown: GrownDatabases, request: pytest.FixtureRequest
) -> AsyncIterator[Connection]:
    made = await grown(request.getfixturevalue("service"))
    connection = await asyncpg.connect(made.addresses.owner_dsn)
    yield connection
    await connection.close()


@pytest.mark.parametrize(("service", "room"), PLANNED, ids=[" ".join(room) for room in PLANNED])
async def test_none_of_a_room_reads_a_grown_table_whole(
    connection: Connection, service: str, room: str
) -> None:
    read = {
        name: await _read_whole(connection, text, TYPICAL.get(name)) - STAYS_SMALL.keys()
        for name, text in PLANNED[service, room].items()
    }

    assert {name: tables for name, tables in read.items() if tables} == {}, "index, or say why not"


async def _read_whole(connection: Connection, text: str, typical: str | None) -> set[str]:
    read: set[str] = set()
    for statement in filter(_DATA.match, _statements(text)):
        plan = await _plan(connection, statement, typical)
        read |= {node["Relation Name"] for node in _nodes(plan) if _is_whole(node)}
    return read


def _is_whole(node: Mapping[str, str]) -> bool:
    return (
        node["Node Type"] == "Seq Scan"
        and node["Schema"] == "public"
        and not _IS_EMPTY.fullmatch(node["Relation Name"])
    )


def _statements(text: str) -> list[str]:
    bare = re.sub(r"--.*$", "", text, flags=re.MULTILINE)
    return [statement.strip() for statement in bare.split(";") if statement.strip()]


async def _plan(connection: Connection, statement: str, typical: str | None) -> object:
    mode = "force_generic_plan" if typical is None else "force_custom_plan"
    # Rows of years would be many more: then a page read here or there costs the same, beside all.
    await connection.execute(
        f"SET random_page_cost = 1; SET plan_cache_mode = {mode}; PREPARE query AS {statement}"
    )
    number = max(map(int, re.findall(r"\$(\d+)", statement)), default=0)
    given = typical or ", ".join(["NULL"] * number)
    words = f"({given})" if number else ""
    plan = await connection.fetchval(f"EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE query{words}")
    await connection.execute("DEALLOCATE query")
    return json.loads(plan)


def _nodes(plan: object) -> Iterator[Mapping[str, str]]:
    match plan:
        case list():
            for each in plan:
                yield from _nodes(each)
        case dict():
            if "Node Type" in plan:
                yield plan
            for each in plan.values():
                yield from _nodes(each)
        case _:
            return


@pytest.mark.parametrize("service", SERVICES)
async def test_every_table_that_grows_was_grown(connection: Connection, service: str) -> None:
    rows = await connection.fetch(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples < 900"
        " AND relnamespace = 'public'::regnamespace AND relname <> 'schema_migrations'"
        " AND NOT (relispartition AND reltuples <= 0)"
    )

    few = {row["relname"] for row in rows} - STAYS_SMALL.keys()
    assert few == set(), f"fill them in tests/support/grown/{service}_since.sql"


def test_what_is_listed_is_there() -> None:
    known = {name for _, name, _ in _queries()}

    assert (EXEMPT.keys() | TYPICAL.keys()) - known == set()
