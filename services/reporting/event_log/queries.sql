-- name: append_facts
-- One statement a batch: 200 facts cost one round trip while the transaction is open.
INSERT INTO event_log (
    event_id, type, subject, subject_version, correlation_id, occurred_at, municipality,
    activation_id, exercise, body
)
SELECT
    fact.event_id, fact.type, fact.subject, fact.subject_version, fact.correlation_id,
    fact.occurred_at, fact.municipality, fact.activation_id, fact.exercise, fact.body::jsonb
FROM unnest(
    $1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::uuid[],
    $6::timestamptz[], $7::text[], $8::uuid[], $9::boolean[], $10::text[]
) AS fact (
    event_id, type, subject, subject_version, correlation_id,
    occurred_at, municipality, activation_id, exercise, body
);

-- name: journey
-- Of facts of one moment the lower version came first; what else is equal stays as it arrived.
SELECT body::text AS body
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
SELECT position, body::text AS body
FROM event_log
WHERE position > $1 AND position <= $2
ORDER BY position
LIMIT $3;

-- name: hold_log
-- Positions are drawn before they are committed; nobody may be in between. Readers go on.
LOCK TABLE event_log IN SHARE ROW EXCLUSIVE MODE;
