"""Rooms: what one may take from another, in Python, in SQL and in templates."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import grimp
import pytest

ROOT = Path(__file__).parents[2]
SERVICES = ("intake", "matching", "notify", "reporting")

OPEN_TO_OTHERS = frozenset({"model", "rules", "ports", "use_cases"})
"""Layers of a room that the rooms above it may import; its rows too, from a store."""

TABLES: Mapping[str, Mapping[str, str]] = {
    "intake": {
        "assignments": "requests",
        "contact_links": "contact_access",
        "contact_views": "contact_access",
        "drafts": "request_form",
        "proposals": "requests",
        "reach_points": "requests",
        "requests": "requests",
        "search_reports": "board",
        "sign_in_tries": "staff",
        "sign_ins": "staff",
        "staff": "staff",
        "status_links": "requests",
        "unmatched_notices": "requests",
        "wishes": "wishes",
    },
    "matching": {
        "blocks": "proposals",
        "changes": "volunteers",
        "confirmations": "volunteers",
        "decisions": "proposals",
        "matches": "proposals",
        "needs": "needs",
        "reach_points": "volunteers",
        "task_links": "proposals",
        "volunteers": "volunteers",
    },
    "notify": {
        "attempts": "deliveries",
        "deliveries": "deliveries",
        "endpoints": "subscriptions",
        "letters": "letters",
        "news": "webhooks",
        "recipient_kinds": "deliveries",
    },
    "reporting": {
        "activities": "figures",
        "event_log": "event_log",
        "hours": "figures",
        "matches": "figures",
        "requests": "figures",
    },
}
"""Which room a table belongs to: it alone writes there."""

SHARED_TABLES = frozenset(
    {"activations", "outbox", "inbox", "parked_audit", "subject_keys", "subject_erasures"}
    | {"staff_sessions"}
)

WRITTEN_TOGETHER: Mapping[str, Mapping[str, frozenset[str]]] = {
    "intake": {
        "take_in": frozenset({"outbox", "reach_points", "requests", "subject_keys"}),
        "forget_answers": frozenset({"requests"}),
    },
    "matching": {
        "accept_match": frozenset({"volunteers"}),
        "claim_helpers": frozenset({"volunteers"}),
        "end_matches": frozenset({"volunteers"}),
        "end_week": frozenset({"volunteers"}),
        "wake_needs": frozenset({"needs"}),
    },
    "notify": {
        "mark_sent": frozenset({"endpoints"}),
        "send_again": frozenset({"endpoints"}),
    },
    "reporting": {},
}
"""Queries that write in other rooms by one statement, on purpose, and the tables they reach."""

_QUERY = re.compile(r"^-- name: (\w+)\n(.*?)(?=^-- name: |\Z)", re.MULTILINE | re.DOTALL)
_WRITES = re.compile(r"\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+(?:ONLY\s+)?([a-z_]+)", re.IGNORECASE)
_READS = re.compile(r"\b(?:FROM|JOIN|USING)\s+([a-z_]+)", re.IGNORECASE)
_COMMON = re.compile(
    r"(?:\bWITH|,)\s*(?:RECURSIVE\s+)?([a-z_]+)\s*(?:\([^)]*\)\s*)?AS\s*"
    r"(?:NOT\s+)?(?:MATERIALIZED\s*)?\(",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"{%-?\s*(?:extends|include|from|import)\s+\"([^\"]+)\"")
_CLOCKS = re.compile(r"(?<!network_)\bnow\(\)|\bCURRENT_(?:TIMESTAMP|DATE|TIME)\b", re.IGNORECASE)


@cache
def contracts() -> list[dict[str, Any]]:
    """Read the import rules."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    found: list[dict[str, Any]] = configuration["tool"]["importlinter"]["contracts"]
    return found


def rooms(service: str) -> list[str]:
    """List the rooms of a service from the contract in pyproject.toml, upper ones first."""
    return [room for rank in ranks(service) for room in rank]


@cache
def ranks(service: str) -> Sequence[Sequence[str]]:
    """Read the order of rooms; those of one rank do not know each other."""
    (order,) = [
        each["layers"] for each in contracts() if each.get("containers") == [f"services.{service}"]
    ]
    return [
        [name for part in layer.split("|") if (name := part.strip()) and not name.startswith("(")]
        for layer in order
    ]


def may_use(service: str, upper: str, lower: str) -> bool:
    """Say whether one room lies above another."""
    place = {room: number for number, rank in enumerate(ranks(service)) for room in rank}
    return upper == lower or place[upper] < place[lower]


def test_every_folder_of_a_service_is_a_room_or_data() -> None:
    for service in SERVICES:
        folders = {
            file.parent.name for file in (ROOT / "services" / service).glob("*/__init__.py")
        } - {"migrations"}

        assert folders == set(rooms(service))


def test_every_room_is_held_to_the_order_of_layers() -> None:
    (layers,) = [each for each in contracts() if each["name"] == "In a room, imports point inward"]

    every = {f"services.{service}.{room}" for service in SERVICES for room in rooms(service)}
    assert set(layers["containers"]) == every
    assert layers["exhaustive"]


@pytest.mark.parametrize("service", SERVICES)
def test_a_room_takes_from_another_only_what_is_open(service: str) -> None:
    graph = grimp.build_graph(f"services.{service}", cache_dir=None)
    known = set(rooms(service))
    taken = [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if (mine := importer.split(".")[2:3]) != (other := imported.split(".")[2:3])
        and {*mine, *other} <= known
    ]

    assert [pair for pair in taken if not _is_open(*pair)] == []


def _is_open(importer: str, imported: str) -> bool:
    layer = imported.split(".")[3:4]
    if layer == ["rows"]:
        return importer.split(".")[3] in {"rows", "store"}
    return bool(layer) and layer[0] in OPEN_TO_OTHERS


def queries(service: str) -> Iterator[tuple[str, str, str]]:
    """Give each query of a service: its room, its name and its text with comments."""
    for file in sorted((ROOT / "services" / service).glob("*/*.sql")):
        for name, text in _QUERY.findall(file.read_text("utf-8")):
            yield file.parent.name, name, text


def everything_asked() -> list[tuple[str, str]]:
    """Give every query of services and shared parts by a name to show."""
    files = [
        file for part in ("services", "shared", "deploy") for file in ROOT.glob(f"{part}/**/*.sql")
    ]
    return [
        (f"{file.relative_to(ROOT)}: {name}", text)
        for file in files
        if "migrations" not in file.parts
        for name, text in _QUERY.findall(file.read_text("utf-8"))
    ]


def test_there_are_queries_to_look_at() -> None:
    assert len(everything_asked()) > 100


def test_each_query_says_why_in_its_first_line() -> None:
    silent = [name for name, text in everything_asked() if not text.startswith("-- ")]

    assert silent == []


def test_queries_ask_the_clock_of_the_network() -> None:
    other = [name for name, text in everything_asked() if _CLOCKS.search(_code(text))]

    assert other == []


@pytest.mark.parametrize("clock", ["now()", "CURRENT_TIMESTAMP", "current_date"])
def test_another_clock_would_be_noticed(clock: str) -> None:
    assert _CLOCKS.search(_code(f"SELECT {clock} -- network_now()"))
    assert not _CLOCKS.search(_code("SELECT network_now() -- not now()"))


def _code(text: str) -> str:
    return re.sub(r"--.*", "", text)


@pytest.mark.parametrize("service", SERVICES)
def test_every_table_has_an_owner(service: str) -> None:
    made = set()
    for file in (ROOT / "services" / service / "migrations").glob("*.sql"):
        made |= set(re.findall(r"CREATE TABLE (\w+)", file.read_text("utf-8")))

    assert made == set(TABLES[service])


@pytest.mark.parametrize("service", SERVICES)
def test_a_room_writes_only_its_own_tables(service: str) -> None:
    foreign = {
        name: frozenset(reached)
        for room, name, text in queries(service)
        if (reached := _foreign(service, room, text))
    }

    assert foreign == WRITTEN_TOGETHER[service]


def _foreign(service: str, room: str, text: str) -> list[str]:
    owner = TABLES[service]
    return [
        table
        for table in _tables(_WRITES, text)
        if owner.get(table, room) != room or table in SHARED_TABLES
    ]


@pytest.mark.parametrize("service", SERVICES)
def test_a_room_reads_its_own_tables_and_those_of_rooms_below(service: str) -> None:
    upward = [
        (room, name, table)
        for room, name, text in queries(service)
        for table in _tables(_READS, text)
        if table in TABLES[service] and not may_use(service, room, TABLES[service][table])
    ]

    assert upward == []


def _tables(pattern: re.Pattern[str], text: str) -> set[str]:
    code = _code(text)
    return set(pattern.findall(code)) - set(_COMMON.findall(code)) - {"select"}


@pytest.mark.parametrize("service", SERVICES)
def test_a_template_takes_only_from_its_room_those_below_and_the_kit(service: str) -> None:
    found = [
        (file.relative_to(ROOT / "services" / service), taken)
        for file in (ROOT / "services" / service).glob("*/templates/**/*.html")
        for taken in _TEMPLATE.findall(file.read_text("utf-8"))
        if not _may_take(service, file.relative_to(ROOT / "services" / service).parts[0], taken)
    ]

    assert found == []


def _may_take(service: str, room: str, taken: str) -> bool:
    of_room, slash, _ = taken.partition("/")
    if not slash or of_room == "govuk_frontend_jinja":
        return True
    return of_room in rooms(service) and may_use(service, room, of_room)
