"""What services keep of the events of a made-up history: just what `verify` compares."""

from collections.abc import Mapping, Sequence
from typing import Final

import asyncpg

from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.wire import write
from shared.postgres.types import Pool

LOOSEN: Final = """
SELECT format('ALTER TABLE %s ALTER COLUMN %I DROP NOT NULL', attrelid::regclass, attname)
FROM pg_attribute
JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r'
WHERE relname = ANY ($1::text[]) AND attnum > 0 AND attnotnull
    AND NOT EXISTS (
        SELECT FROM pg_index WHERE indrelid = attrelid AND indisprimary AND attnum = ANY (indkey)
    )
UNION ALL
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
FROM pg_constraint
WHERE conrelid::regclass::text = ANY ($1::text[]) AND contype IN ('f', 'c')
"""
"""Only states and ids matter here, so that services may change what else a row has."""
LOOSENED: Final = {
    "intake": ["requests", "request_steps", "assignments", "proposals", "reach_points"],
    "matching": ["needs", "matches", "decisions"],
    "notify": ["deliveries"],
}

_DATA: Final = """
WITH event AS (
    SELECT ($1::jsonb ->> 'subjectversion')::bigint AS version,
        ($1::jsonb ->> 'id')::uuid AS event_id, data.*
    FROM jsonb_to_record($1::jsonb -> 'data') AS data (
        request_id uuid, match_id uuid, volunteer_id uuid, notification_id uuid,
        urgency text, municipality text, language text, category text, service_line text,
        minutes integer
    )
)
"""
_STATES: Final = {
    "match.declined": "declined",
    "match.expired": "expired",
    "volunteer.matched": "accepted",
    "match.withdrawn": "withdrawn",
    "assignment.completed": "completed",
}

_PROPOSED_AT_MATCHING: Final = """
, decided AS (INSERT INTO decisions (request_id, body) SELECT request_id, '{}' FROM event)
INSERT INTO matches (id, request_id, volunteer_id, version, state, activation_id, exercise, counted)
SELECT match_id, request_id, volunteer_id, version, 'open', match_id, false, false FROM event
"""
_PROPOSED_AT_INTAKE: Final = """
INSERT INTO proposals (match_id, request_id, volunteer_id, version, state)
SELECT match_id, request_id, volunteer_id, version, 'open' FROM event
"""


_MATCHED: Final = """
UPDATE matches SET version = event.version, state = coalesce($2::text, state),
    minutes = coalesce(event.minutes, matches.minutes), accepted_at = network_now(),
    ended_at = network_now()
FROM event
WHERE id = match_id
"""
_HEARD: Final = """
UPDATE proposals SET version = event.version, state = $2::text
FROM event
WHERE proposals.match_id = event.match_id
"""
_OPENED: Final = """
, key AS (
    INSERT INTO subject_keys (subject, ring_key, wrapped)
    SELECT 'request/' || request_id, 'k1', '' FROM event
    ON CONFLICT DO NOTHING
), reached AS (
    INSERT INTO reach_points (request_id, kind, address, language, may_leave_message, place)
    SELECT request_id, 'phone', '', 'fi', false, 1 FROM event
    ON CONFLICT DO NOTHING
)
INSERT INTO assignments (match_id, request_id, volunteer_id)
SELECT match_id, request_id, volunteer_id FROM event
"""
_SHUT: Final = """
UPDATE assignments SET closed_at = network_now()
FROM event
WHERE assignments.match_id = event.match_id
"""
_NEED: Final = """
INSERT INTO needs (
    request_id, state, urgency, municipality, language, category, service_line, activation_id,
    exercise
)
SELECT request_id, 'open', urgency, municipality, language, category, service_line,
    ($1::jsonb ->> 'activationid')::uuid, false
FROM event
ON CONFLICT DO NOTHING
"""
_END: Final = """
UPDATE needs SET state = 'closed', changed_at = network_now()
FROM event
WHERE needs.request_id = event.request_id
"""
_NUMBERED: Final = """
UPDATE requests SET version = event.version FROM event WHERE requests.id = event.request_id
"""
_SENT: Final = """
, erased AS (
    INSERT INTO subject_erasures (subject_hash)
    SELECT encode(sha256(convert_to('notification/' || notification_id, 'UTF8')), 'hex') FROM event
)
INSERT INTO deliveries (
    id, channel, event_id, kind, version, state, finished_at, expires_at, activation_id, exercise
)
SELECT notification_id, 'email', event_id, 'request_received', version, 'sent', network_now(),
    network_now(), notification_id, false
FROM event
"""

SAYING: Final[Mapping[tuple[str, str], Sequence[str]]] = {
    ("intake", "request.completed"): [_NUMBERED],
    ("intake", "request.closed"): [_NUMBERED],
    ("matching", "match.proposed"): [_PROPOSED_AT_MATCHING],
    ("matching", "hours.logged"): [_MATCHED],
    **{("matching", kind): [_MATCHED] for kind in _STATES},
    ("notify", "notification.sent"): [_SENT],
}
"""What a publisher changes when it says something."""
HEARING: Final[Mapping[tuple[str, str], Sequence[str]]] = {
    ("matching", "request.created"): [_NEED],
    ("matching", "request.closed"): [_END],
    ("matching", "request.completed"): [_END],
    ("intake", "match.proposed"): [_PROPOSED_AT_INTAKE],
    **{("intake", kind): [_HEARD] for kind in _STATES},
    ("intake", "volunteer.matched"): [_HEARD, _OPENED],
    ("intake", "assignment.completed"): [_HEARD, _SHUT],
}
"""What a consumer changes when it hears something."""


async def change_rows(pool: Pool, statements: Sequence[str], event: Envelope[Event]) -> None:
    """Change what one event changes."""
    body = write(event).decode()
    for statement in statements:
        text = _DATA + statement
        state = [_STATES.get(event.type)] if "$2" in text else []
        await pool.execute(text, body, *state)


async def loosen(owner_dsn: str, service: str) -> None:
    """Let rows be written that have only what is compared."""
    connection = await asyncpg.connect(owner_dsn)
    for row in await connection.fetch(LOOSEN, LOOSENED.get(service, [])):
        await connection.execute(row[0])
    await connection.close()
