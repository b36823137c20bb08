-- name: read_proof
-- Up to where this service's history was proven; no row at the beginning.
SELECT before FROM proven;

-- name: read_sums
-- What is left of proven history, also when its rows are gone.
SELECT account, consumer, type, events, ids FROM proven_sums;

-- name: lowest_kept
-- The oldest event that is too young to go, or not sent yet; by the index, so from below.
SELECT event_id
FROM outbox
WHERE created_at >= (SELECT network_now()) - $1::interval OR sent_at IS NULL
ORDER BY event_id
LIMIT 1;

-- name: newest_event
-- When all may go, the watermark stands past it.
SELECT event_id FROM outbox ORDER BY event_id DESC LIMIT 1;

-- name: came_late
-- Nothing may be said or handled below the watermark any more: it would be removed unproven.
SELECT
    (
        SELECT count(*)
        FROM outbox, proven
        WHERE outbox.event_id < proven.before AND outbox.created_at > proven.proven_at
    ) AS said,
    (
        SELECT count(*)
        FROM inbox, proven
        WHERE inbox.event_id < proven.before AND inbox.received_at > proven.proven_at
    ) AS handled;

-- name: hold_proof
-- Of two who prove at once the second finds that the watermark has moved.
SELECT before FROM proven FOR UPDATE;

-- name: keep_proof
-- The moment is told: what comes below the watermark after it was never proven.
INSERT INTO proven (before) VALUES ($1)
ON CONFLICT (is_only) DO UPDATE SET before = excluded.before, proven_at = network_now();

-- name: keep_sums
-- Whole sums, not what to add: kept twice they are the same.
INSERT INTO proven_sums (account, consumer, type, events, ids)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::uuid[])
ON CONFLICT (account, consumer, type) DO UPDATE SET events = excluded.events, ids = excluded.ids;
