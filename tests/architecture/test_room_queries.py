"""Rooms: what one may read and write of another in SQL, and what every query keeps to."""

import re
from collections.abc import Iterator, Mapping

import pytest

from tests.support.rooms import ROOT, SERVICES, may_use

TABLES: Mapping[str, Mapping[str, str]] = {
    "intake": {
        "activation_steps": "activation",
        "applications": "organisations",
        "assignments": "requests",
        "organisation_steps": "organisations",
        "organisations": "organisations",
        "attentions": "attention",
        "board_changes": "board",
        "briefings": "briefings",
        "partner_capacities": "briefings",
        "partner_mornings": "briefings",
        "call_round_holds": "call_rounds",
        "call_round_people": "call_rounds",
        "call_round_steps": "call_rounds",
        "call_rounds": "call_rounds",
        "do_not_ring": "call_rounds",
        "call_steps": "calls",
        "calls": "calls",
        "call_backs": "call_backs",
        "missed_calls": "missed_calls",
        "phone_notices": "missed_calls",
        "unanswered_calls": "missed_calls",
        "caller_changes": "callers",
        "caller_searches": "callers",
        "closed_counts": "requests",
        "concern_looks": "concerns",
        "concern_notes": "concerns",
        "concern_words": "concerns",
        "concerns": "concerns",
        "contact_links": "contact_access",
        "contact_views": "contact_access",
        "door_counts": "doors",
        "drafts": "request_form",
        "duties": "duty",
        "half_open_sign_ins": "sign_in",
        "import_steps": "imports",
        "imported_rows": "submissions",
        "imports": "imports",
        "invitations": "sign_in",
        "partings": "requests",
        "partner_requests": "partner_requests",
        "passkeys": "sign_in",
        "promises": "requests",
        "held_decisions": "held_requests",
        "look_alarms": "lookups",
        "proposals": "requests",
        "referral_consents": "requests",
        "referrals": "requests",
        "reach_points": "requests",
        "recovery_codes": "sign_in",
        "refusals_taken_back": "call_rounds",
        "relative_links": "request_links",
        "right_receipts": "rights",
        "right_steps": "rights",
        "rights": "rights",
        "request_acts": "acts",
        "linked_requests": "acts",
        "request_notes": "acts",
        "request_messages": "timelines",
        "request_steps": "timelines",
        "requests": "requests",
        "search_reports": "board",
        "shifts": "shifts",
        "sign_in_tries": "staff",
        "sign_ins": "staff",
        "staff": "staff",
        "staff_changes": "staff",
        "staff_searches": "lookups",
        "status_links": "requests",
        "supply": "supply",
        "totp_secrets": "sign_in",
        "unmatched_notices": "requests",
        "used_proofs": "doors",
        "due_wishes": "wishes",
        "wish_steps": "wishes",
        "village_consents": "timelines",
        "wishes": "wishes",
    },
    "matching": {
        "activities": "activities",
        "blocks": "proposals",
        "changes": "volunteers",
        "confirmations": "volunteers",
        "decisions": "proposals",
        "invited_addresses": "invitations",
        "invited_people": "invitations",
        "matches": "proposals",
        "member_links": "volunteers",
        "needs": "needs",
        "partner_lines": "partners",
        "partner_steps": "partners",
        "partners": "partners",
        "referral_choices": "referrals",
        "referral_links": "referrals",
        "referrals": "referrals",
        "plans": "programme",
        "purchase_deliveries": "purchases",
        "purchase_terms": "purchases",
        "purchases": "purchases",
        "reach_points": "volunteers",
        "supplies": "supply",
        "task_links": "proposals",
        "trouble_decisions": "troubles",
        "volunteers": "volunteers",
    },
    "notify": {
        "attempts": "deliveries",
        "deliveries": "deliveries",
        "endpoints": "subscriptions",
        "letter_wishes": "partner_news",
        "letters": "letters",
        "news": "webhooks",
        "organisation_news": "partner_news",
        "recipient_kinds": "deliveries",
        "recalls": "letters",
    },
    "reporting": {
        "activities": "figures",
        "calls": "figures",
        "count_confirmations": "projects",
        "daily_counts": "figures",
        "missed_calls": "figures",
        "directions": "projects",
        "entered_counts": "projects",
        "entered_periods": "projects",
        "event_log": "event_log",
        "event_looks": "explorer",
        "event_log_other": "event_log",
        "log_links": "event_log",
        "figure_keys": "exports",
        "key_uses": "exports",
        "hours": "figures",
        "job_files": "jobs",
        "jobs": "jobs",
        "matches": "figures",
        "open_picture_days": "open_picture",
        "picture_counts": "picture",
        "picture_heard": "picture",
        "picture_requests": "picture",
        "picture_volunteers": "picture",
        "report_texts": "reports",
        "report_versions": "reports",
        "reports": "reports",
        "requests": "figures",
    },
}
"""Which room a table belongs to: it alone writes there."""


SHARED_TABLES = frozenset(
    {"activations", "outbox", "inbox", "parked_audit", "setbacks", "subject_keys"}
    | {"staff_sessions", "subject_erasures", "proven", "proven_sums", "forgotten"}
)

WRITTEN_TOGETHER: Mapping[str, Mapping[str, frozenset[str]]] = {
    "intake": {
        "begin_activation": frozenset({"activations"}),
        "save_activation": frozenset({"activations"}),
        "correct_request": frozenset({"requests"}),
        "correct_reach_point": frozenset({"reach_points"}),
        "add_reach_point": frozenset({"reach_points"}),
        "lead_request": frozenset({"requests"}),
        "number_request": frozenset({"requests"}),
        "split_request": frozenset({"requests"}),
        "take_in": frozenset(
            {"attentions", "door_counts", "outbox", "promises", "reach_points", "requests"}
            | {"referral_consents"}
            | {"status_links"}
            | {"subject_keys"}
        ),
        "uncount": frozenset({"door_counts"}),
        "forget_answers": frozenset({"requests"}),
    },
    "matching": {
        "accept_match": frozenset({"volunteers"}),
        "block_claims": frozenset({"volunteers"}),
        "claim_helpers": frozenset({"volunteers"}),
        "end_matches": frozenset({"volunteers"}),
        "end_week": frozenset({"volunteers"}),
        "undo_claim": frozenset({"volunteers"}),
        "forget_needs": frozenset({"needs"}),
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

_CLOCKS = re.compile(r"(?<!network_)\bnow\(\)|\bCURRENT_(?:TIMESTAMP|DATE|TIME)\b", re.IGNORECASE)


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
