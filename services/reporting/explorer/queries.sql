-- name: events
-- In the order in which they arrived, which is that of the log's months: a page reads no month but its own.
SELECT position, event_id, type, subject, subject_version, correlation_id, occurred_at, recorded_at, exercise,
    body ->> 'source' AS source, (body ->> 'causationid')::uuid AS causation_id
FROM event_log
WHERE recorded_at >= coalesce($1::timestamptz, '-infinity')
    AND recorded_at <= coalesce($2::timestamptz, 'infinity')
    AND (recorded_at, position) < (coalesce($2::timestamptz, 'infinity'), $3::bigint)
ORDER BY recorded_at DESC, position DESC
LIMIT $4;

-- name: events_of_type
-- By an index of their own: of a rare type the last may be from years ago.
SELECT position, event_id, type, subject, subject_version, correlation_id, occurred_at, recorded_at, exercise,
    body ->> 'source' AS source, (body ->> 'causationid')::uuid AS causation_id
FROM event_log
WHERE type = $5::text
    AND recorded_at >= coalesce($1::timestamptz, '-infinity')
    AND recorded_at <= coalesce($2::timestamptz, 'infinity')
    AND (recorded_at, position) < (coalesce($2::timestamptz, 'infinity'), $3::bigint)
ORDER BY recorded_at DESC, position DESC
LIMIT $4;

-- name: events_of_subject
-- Of one thing there are few: they are found first, and then put in order.
WITH found AS MATERIALIZED (
    SELECT position, event_id, type, subject, subject_version, correlation_id, occurred_at, recorded_at,
        exercise, body ->> 'source' AS source, (body ->> 'causationid')::uuid AS causation_id
    FROM event_log
    WHERE subject = $5::text AND ($6::text IS NULL OR type = $6)
)
SELECT position, event_id, type, subject, subject_version, correlation_id, occurred_at, recorded_at, exercise,
    source, causation_id
FROM found
WHERE recorded_at >= coalesce($1::timestamptz, '-infinity')
    AND (recorded_at, position) < (coalesce($2::timestamptz, 'infinity'), $3::bigint)
ORDER BY recorded_at DESC, position DESC
LIMIT $4;

-- name: events_of_correlation
-- The same of one story.
WITH found AS MATERIALIZED (
    SELECT position, event_id, type, subject, subject_version, correlation_id, occurred_at, recorded_at,
        exercise, body ->> 'source' AS source, (body ->> 'causationid')::uuid AS causation_id
    FROM event_log
    WHERE correlation_id = $5::uuid AND ($6::text IS NULL OR type = $6)
        AND ($7::text IS NULL OR subject = $7)
)
SELECT position, event_id, type, subject, subject_version, correlation_id, occurred_at, recorded_at, exercise,
    source, causation_id
FROM found
WHERE recorded_at >= coalesce($1::timestamptz, '-infinity')
    AND (recorded_at, position) < (coalesce($2::timestamptz, 'infinity'), $3::bigint)
ORDER BY recorded_at DESC, position DESC
LIMIT $4;

-- name: arrival
-- When the last one of a page arrived, from which the next page goes on.
SELECT recorded_at FROM event_log WHERE position = $1;

-- name: event
-- One with its message as it came.
SELECT position, event_id, type, subject, subject_version, correlation_id, occurred_at, recorded_at, exercise,
    body ->> 'source' AS source, (body ->> 'causationid')::uuid AS causation_id, body::text AS body
FROM event_log
WHERE event_id = $1;

-- name: way
-- Of facts of one moment the lower version came first, as on the page of reports.
SELECT position, event_id, type, subject, subject_version, correlation_id, occurred_at, recorded_at, exercise,
    body ->> 'source' AS source, (body ->> 'causationid')::uuid AS causation_id
FROM event_log
WHERE correlation_id = $1
ORDER BY occurred_at, subject_version, position
LIMIT $2;

-- name: note_event_look
-- Audit: who looked into the log, and by what.
INSERT INTO event_looks (staff_id, what, sought) VALUES ($1, $2, $3);

-- name: latest_event_looks
-- For whoever asks who looks.
SELECT staff_id, what, sought, looked_at FROM event_looks ORDER BY looked_at DESC, id DESC LIMIT $1;

-- name: forget_event_looks
-- By their age, as every audit.
SELECT audit_forget('event_looks', $1, $2);
