"""One row of each thing that is removed by age, as short as its table allows."""

from collections.abc import Mapping
from typing import Final

_BY_SOMEBODY: Final = """
    WITH person AS (
        INSERT INTO staff (id, name, password_hash, role, roles)
        VALUES ({id}, {id}::text, '$argon2id$', 'admin', ARRAY['admin'])
        RETURNING id
    )
"""

_OF_A_VOLUNTEER: Final = """
    WITH person AS (
        INSERT INTO volunteers (
            id, name, postal_code, municipality, areas, languages, categories, weekly_cap,
            activation_id, exercise
        )
        SELECT {id}, '', '50100', '491', ARRAY['491'], ARRAY['fi'], ARRAY['shopping'],
            1, {id}, false
        RETURNING id
    )
"""

_ROWS: Final[Mapping[str, Mapping[str, str]]] = {
    "every": {
        "outbox": """
            INSERT INTO outbox (event_id, type, subject, subject_version, body, sent_at)
            VALUES ({id}, 'request.created', 'request/' || {id}, 1, '', network_now())
        """,
        "inbox": """
            INSERT INTO inbox (consumer, event_id, type)
            VALUES ('matching', {id}, 'request.created')
        """,
        "parked_audit": """
            INSERT INTO parked_audit (queue, event_id, action, actor, reason)
            VALUES ('queue', {id}::text, 'retried', 'test', 'because')
        """,
        "replay_audit": """
            INSERT INTO replay_audit (publisher, consumer, since, actor)
            VALUES ('intake', 'matching', network_now(), {id}::text)
        """,
        "setbacks": """
            INSERT INTO setbacks (loop, row_id, tries, retry_at, set_aside_at, let_go_at)
            VALUES ('loop', {id}::text, 3, network_now(), network_now(), network_now())
        """,
        "staff_sessions": """
            INSERT INTO staff_sessions (session_hash, closed_at)
            VALUES (encode(sha256({id}::text::bytea), 'hex'), network_now())
        """,
        "subject_erasures": """
            INSERT INTO subject_erasures (subject_hash)
            VALUES (encode(sha256({id}::text::bytea), 'hex'))
        """,
    },
    "intake": {
        "shifts": """
            {by_somebody}
            INSERT INTO shifts (staff_id, session_hash, doing, ends_at)
            SELECT id, encode(sha256({id}::text::bytea), 'hex'), 'at_phone', network_now()
            FROM person
        """,
        "requests": """
            WITH key AS (
                INSERT INTO subject_keys (subject, ring_key, wrapped)
                VALUES ('request/' || {id}, 'k1', '')
            ),
            hash AS (SELECT encode(sha256({id}::text::bytea), 'hex') AS text)
            INSERT INTO requests (
                id, reference, state, closure, category, urgency, postal_code, municipality,
                language, channel, on_behalf, status_hash, key_hash, fingerprint, activation_id,
                exercise, min_vetting
            )
            SELECT {id}, 'B2-' || translate(upper(right({id}::text, 4)), 'A01', 'BBB'), 'closed',
                'completed', 'shopping', 'today', '50100', '491', 'fi', 'web', false, text, text,
                text, {id}, false, 'none'
            FROM hash
        """,
        "right_steps": "INSERT INTO right_steps (right_id, step) VALUES ({id}, 'proven')",
        "rights": """
            INSERT INTO rights (
                id, kind, state, token_hash, activation_id, exercise, due_at, proven_at, closed_at,
                expires_at
            )
            SELECT {id}, 'access', 'closed', encode(sha256({id}::text::bytea), 'hex'), {id}, false,
                network_now() + interval '30 days', network_now(), network_now(), network_now()
        """,
        "activation_steps": """
            INSERT INTO activation_steps (
                activation_id, version, state, areas, lines, channels, sign_up
            )
            VALUES ({id}, 1, 'standby', '{{}}', '{{}}', '{{}}', 'open')
        """,
        "organisation_steps": """
            INSERT INTO organisation_steps (organisation_id, staff_id, step, reason)
            VALUES ({id}, {id}, 'declined', 'unclear')
        """,
        "applications": """
            INSERT INTO applications (id, sent_hash, number_hash, decided_at)
            SELECT {id}, text, text, network_now()
            FROM (SELECT encode(sha256({id}::text::bytea), 'hex') AS text) AS hash
        """,
        "concern_looks": "INSERT INTO concern_looks (concern_id, staff_id) VALUES ({id}, {id})",
        "concerns": """{by_somebody},
            key AS (
                INSERT INTO subject_keys (subject, ring_key, wrapped)
                VALUES ('concern/' || {id}, 'k1', '')
            )
            INSERT INTO concerns (id, sent_hash, due_at, closed_at, closed_by, outcome)
            SELECT {id}, encode(sha256({id}::text::bytea), 'hex'), network_now(), network_now(), id,
                'settled'
            FROM person
        """,
        "contact_views": """
            INSERT INTO contact_views (request_id, match_id, volunteer_id) VALUES ({id}, {id}, {id})
        """,
        "board_changes": "INSERT INTO board_changes (request_id) VALUES ({id})",
        "caller_changes": "INSERT INTO caller_changes (request_id) VALUES ({id})",
        "caller_searches": """{by_somebody}
            INSERT INTO caller_searches (call_id, staff_id) SELECT {id}, id FROM person
        """,
        "staff_searches": "INSERT INTO staff_searches (staff_id, found) VALUES ({id}, 0)",
        "look_alarms": "INSERT INTO look_alarms (id, staff_id) VALUES ({id}, {id})",
        "sign_ins": """{by_somebody}
            INSERT INTO sign_ins (id, session_hash, staff_id)
            SELECT {id}, encode(sha256({id}::text::bytea), 'hex'), id FROM person
        """,
        "door_counts": """
            INSERT INTO door_counts (who, hour, by_letter, requests)
            VALUES (
                encode(sha256({id}::text::bytea), 'hex'), date_trunc('hour', network_now()),
                false, 1
            )
        """,
        "call_round_steps": """
            INSERT INTO call_round_steps (round_id, staff_id, step) VALUES ({id}, {id}, 'made')
        """,
        "call_rounds": """{by_somebody}
            INSERT INTO call_rounds (
                id, staff_id, source, again_after, activation_id, exercise, ends_at, closed_at,
                results
            )
            SELECT {id}, id, 'given', interval '4 hours', {id}, false,
                network_now() + interval '1 day', network_now(), '{{}}'
            FROM person
        """,
        "call_steps": """
            INSERT INTO call_steps (call_id, staff_id, step) VALUES ({id}, {id}, 'opened')
        """,
        "call_backs": """
            WITH key AS (
                INSERT INTO subject_keys (subject, ring_key, wrapped)
                VALUES ('call_back/' || {id}, 'k1', '')
            )
            INSERT INTO call_backs (id, language, whom, due_at, activation_id, exercise)
            VALUES ({id}, 'fi', '', network_now(), {id}, false)
        """,
        "missed_calls": """
            WITH key AS (
                INSERT INTO subject_keys (subject, ring_key, wrapped)
                VALUES ('missed_call/' || {id}, 'k1', '')
            )
            INSERT INTO missed_calls (id, who, kind, number, rang_at, is_missed)
            VALUES (
                {id}, encode(sha256({id}::text::bytea), 'hex'), 'number', '', network_now(), true
            )
        """,
        "unanswered_calls": """
            INSERT INTO unanswered_calls (id, rang_at, in_hours, activation_id, exercise)
            VALUES ({id}, network_now(), true, {id}, false)
        """,
        "phone_notices": """
            INSERT INTO phone_notices (call_hash, is_missed)
            VALUES (encode(sha256({id}::text::bytea), 'hex'), true)
        """,
        "calls": """{by_somebody},
            key AS (
                INSERT INTO subject_keys (subject, ring_key, wrapped)
                VALUES ('call_record/' || {id}, 'k1', '')
            )
            INSERT INTO calls (
                id, staff_id, direction, activation_id, exercise, ended_at, seconds, outcome, record
            )
            SELECT {id}, id, 'inbound', {id}, false, network_now(), 60, 'advised', '' FROM person
        """,
        "import_steps": """
            INSERT INTO import_steps (import_id, staff_id, step) VALUES ({id}, {id}, 'uploaded')
        """,
        "wish_steps": """
            INSERT INTO wish_steps (wish_id, request_id, staff_id, step, manner, overrides)
            VALUES ({id}, {id}, {id}, 'wished', 'first', '{{}}')
        """,
        "imports": """{by_somebody},
            key AS (
                INSERT INTO subject_keys (subject, ring_key, wrapped)
                VALUES ('import/' || {id}, 'k1', '')
            )
            INSERT INTO imports (id, staff_id, file, row_count, wrong) SELECT {id}, id, '', 1, 0
            FROM person
        """,
        "partings": """
            INSERT INTO partings (mark, noted_on)
            VALUES (encode(sha256({id}::text::bytea), 'hex'), network_now())
        """,
        "imported_rows": """
            INSERT INTO imported_rows (key_hash)
            VALUES (encode(sha256({id}::text::bytea), 'hex'))
        """,
        "used_proofs": """
            INSERT INTO used_proofs (id, used_by)
            VALUES ({id}::text, encode(sha256({id}::text::bytea), 'hex'))
        """,
        "staff_changes": """{by_somebody}
            INSERT INTO staff_changes (id, staff_id, change)
            SELECT {id}, id, 'disabled' FROM person
        """,
        "refusals_taken_back": """
            INSERT INTO refusals_taken_back (mark, staff_id, reason)
            VALUES (encode(sha256('number'), 'hex'), {id}, 'asked')
        """,
        "request_acts": """{by_somebody}
            INSERT INTO request_acts (request_id, staff_id, act, reason, state, version)
            SELECT {id}, id, 'closed', 'no_contact', 'closed', 3 FROM person
        """,
        "held_decisions": """{by_somebody}
            INSERT INTO held_decisions (request_id, staff_id, decision)
            SELECT {id}, id, 'set_aside' FROM person
        """,
    },
    "matching": {
        "partner_steps": """
            INSERT INTO partner_steps (organisation_id, staff_id, step, reason)
            VALUES ({id}, {id}, 'cleared', 'agreement')
        """,
        "trouble_decisions": """
            INSERT INTO trouble_decisions (staff_id, decision, kind, row_id)
            VALUES ({id}, 'again', 'volunteers', {id}::text)
        """,
        "needs": """
            INSERT INTO needs (request_id, state, activation_id, exercise)
            VALUES ({id}, 'closed', {id}, false)
        """,
        "invited_addresses": """
            INSERT INTO invited_addresses (address_hash)
            VALUES (encode(sha256({id}::text::bytea), 'hex'))
        """,
        "confirmations": """
            {of_a_volunteer}
            INSERT INTO confirmations (token_hash, volunteer_id, expires_at, used_at)
            SELECT encode(sha256({id}::text::bytea), 'hex'), id, network_now(), network_now()
            FROM person
        """,
        "member_links": """
            {of_a_volunteer}
            INSERT INTO member_links (token_hash, volunteer_id, expires_at)
            SELECT encode(sha256({id}::text::bytea), 'hex'), id, network_now()
            FROM person
        """,
    },
    "notify": {
        "recalls": "INSERT INTO recalls (whose) VALUES ({id})",
        "organisation_news": """
            INSERT INTO organisation_news (organisation_id, event_id, type, occurred_at, link)
            VALUES ({id}, {id}, 'request.created', network_now(), '')
        """,
        "deliveries": """
            WITH delivery AS (
                INSERT INTO deliveries (
                    id, channel, event_id, kind, about, correlation_id, version, state, due_at,
                    expires_at, finished_at, activation_id, exercise
                )
                VALUES (
                    {id}, 'email', {id}, 'proposal', {id}, {id}, 1, 'sent', NULL, network_now(),
                    network_now(), {id}, false
                )
                RETURNING id
            )
            INSERT INTO attempts (delivery_id, number) SELECT id, 1 FROM delivery
        """,
    },
    "reporting": {
        "key_uses": "INSERT INTO key_uses (key_id, asked, status) VALUES ({id}, '', 200)",
        "event_looks": """
            INSERT INTO event_looks (staff_id, what, sought) VALUES ({id}, 'event', {id}::text)
        """,
        "count_confirmations": """
            WITH period AS (
                INSERT INTO entered_periods (project, first_day, last_day)
                VALUES ({id}::text, '2026-01-01', '2026-06-30')
                RETURNING *
            ),
            entry AS (
                INSERT INTO entered_counts (
                    id, project, first_day, last_day, indicator, cell, version, value, form,
                    entered_by, after_closing
                )
                SELECT {id}, project, first_day, last_day, 'a', '', 1, 5, 'register', {id}, false
                FROM period
                RETURNING id, entered_by
            )
            INSERT INTO count_confirmations (entry_id, entered_by, confirmed_by)
            SELECT id, entered_by, gen_random_uuid() FROM entry
        """,
        "directions": "INSERT INTO directions (id) VALUES ({id})",
        "entered_counts": """
            WITH period AS (
                INSERT INTO entered_periods (project, first_day, last_day)
                VALUES ({id}::text, '2026-01-01', '2026-06-30')
                RETURNING *
            )
            INSERT INTO entered_counts (
                id, project, first_day, last_day, indicator, cell, version, value, form,
                entered_by, after_closing
            )
            SELECT {id}, project, first_day, last_day, 'a', '', 1, 5, 'register', {id}, false
            FROM period
        """,
        "jobs": """
            INSERT INTO jobs (id, kind, what, files, back, asked_by)
            VALUES ({id}, 'report', {id}::text, '{{a.pdf}}', '', {id})
        """,
        "log_links": """
            INSERT INTO log_links (position, events, marks, hash)
            VALUES (('x' || substr(md5({id}::text), 1, 12))::bit(48)::bigint + 1, 1, '', sha256(''))
        """,
    },
}
"""By service and table; inserted now, by the network's clock."""


def rows_of(service: str) -> Mapping[str, str]:
    """Give what puts one row into each table of a service; `{id}` stands for a new id."""
    rows = {**_ROWS["every"], **_ROWS[service]}
    people = {"{by_somebody}": _BY_SOMEBODY, "{of_a_volunteer}": _OF_A_VOLUNTEER}
    for name, person in people.items():
        rows = {table: row.replace(name, person) for table, row in rows.items()}
    return rows
