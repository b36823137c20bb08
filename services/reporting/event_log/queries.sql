-- name: append_facts
-- One statement a batch: 200 facts cost one round trip while the transaction is open. A time that cannot be is
-- not believed: such a fact happened when it arrived, and is given back with that. What came is kept in its body.
WITH arrived AS MATERIALIZED (SELECT network_now() AS moment),
stored AS (
    INSERT INTO event_log (
        event_id, type, subject, subject_version, correlation_id, occurred_at, municipality,
        activation_id, exercise, body, recorded_at
    )
    SELECT
        fact.event_id, fact.type, fact.subject, fact.subject_version, fact.correlation_id,
        CASE
            WHEN fact.occurred_at BETWEEN timestamptz '2000-01-01 00:00+00' AND moment + interval '31 days'
            THEN fact.occurred_at
            ELSE moment
        END,
        fact.municipality, fact.activation_id, fact.exercise, fact.body::jsonb, moment
    FROM unnest(
        $1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::uuid[],
        $6::timestamptz[], $7::text[], $8::uuid[], $9::boolean[], $10::text[]
    ) AS fact (
        event_id, type, subject, subject_version, correlation_id,
        occurred_at, municipality, activation_id, exercise, body
    )
    CROSS JOIN arrived
    RETURNING event_id, occurred_at, recorded_at
)
SELECT event_id, occurred_at FROM stored WHERE occurred_at = recorded_at;

-- name: journey
-- Of facts of one moment the lower version came first; what else is equal stays as it arrived.
SELECT body::text AS body, occurred_at
FROM event_log
WHERE correlation_id = $1
ORDER BY occurred_at, subject_version, position;

-- name: stood
-- For a page of requests: each has some dozens of facts, found by their index. Numbers say which is the
-- newest, for facts arrive in any order.
SELECT correlation_id,
    (array_agg(type ORDER BY subject_version DESC) FILTER (WHERE type = ANY ($2::text[])))[1] AS event,
    (
        array_agg(body #>> '{data,standing}' ORDER BY (body #>> '{data,standing_number}')::bigint DESC)
        FILTER (WHERE body #>> '{data,standing}' IS NOT NULL)
    )[1] AS standing
FROM event_log
WHERE correlation_id = ANY ($1::uuid[])
GROUP BY correlation_id;

-- name: last_position
-- How far a rebuild has to read; an empty log has position 0.
SELECT coalesce(max(position), 0) FROM event_log;

-- name: read_facts
-- A part at a time: the log is longer than what fits into memory.
SELECT position, body::text AS body, occurred_at
FROM event_log
WHERE position > $1 AND position <= $2
ORDER BY position
LIMIT $3;

-- name: hold_log
-- The turn that whoever appends takes first. Readers go on.
SELECT pg_advisory_xact_lock(hashtextextended('event_log', 0));

-- name: make_months
-- The service may have the tables of months made, and make no others.
SELECT FROM log_months();
