-- name: keep_delivery
INSERT INTO deliveries (
    id, channel, event_id, about, correlation_id, municipality, traceparent, kind, version,
    expires_at, endpoint_id
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: claim_letters
WITH due AS (
    SELECT id
    FROM deliveries
    WHERE channel = 'email' AND state = 'waiting' AND due_at <= now()
        AND (leased_until IS NULL OR leased_until <= now())
    ORDER BY due_at
    LIMIT $1
    FOR UPDATE SKIP LOCKED
),
claimed AS (
    UPDATE deliveries
    SET leased_until = now() + $2::interval, attempts = attempts + 1, tries = tries + 1
    FROM due
    WHERE deliveries.id = due.id
    RETURNING deliveries.id, channel, event_id, about, correlation_id, municipality, traceparent,
        attempts, tries, created_at, expires_at
),
noted AS (
    INSERT INTO attempts (delivery_id, number) SELECT id, attempts FROM claimed
)
SELECT id, channel, event_id, about, correlation_id, municipality, traceparent, attempts, tries,
    expires_at <= now() AS expired, now() - created_at AS age
FROM claimed;

-- name: claim_calls
-- $3 in flight an endpoint at most; the one with the fewest comes first.
WITH room AS (
    SELECT endpoints.id, $3 - count(deliveries.id) AS free
    FROM endpoints
    LEFT JOIN deliveries
        ON deliveries.endpoint_id = endpoints.id AND deliveries.leased_until > now()
    WHERE endpoints.enabled
    GROUP BY endpoints.id
    HAVING count(deliveries.id) < $3
    ORDER BY free DESC, random()
),
due AS (
    SELECT waiting.id
    FROM room
    CROSS JOIN LATERAL (
        SELECT id
        FROM deliveries
        WHERE endpoint_id = room.id AND state = 'waiting' AND due_at <= now()
            AND (leased_until IS NULL OR leased_until <= now())
        ORDER BY due_at
        LIMIT room.free
        FOR UPDATE SKIP LOCKED
    ) AS waiting
    LIMIT $1
),
claimed AS (
    UPDATE deliveries
    SET leased_until = now() + $2::interval, attempts = attempts + 1, tries = tries + 1
    FROM due
    WHERE deliveries.id = due.id
    RETURNING deliveries.id, channel, event_id, about, correlation_id, municipality, traceparent,
        attempts, tries, created_at
),
noted AS (
    INSERT INTO attempts (delivery_id, number) SELECT id, attempts FROM claimed
)
SELECT id, channel, event_id, about, correlation_id, municipality, traceparent, attempts, tries,
    false AS expired, now() - created_at AS age
FROM claimed;

-- name: mark_sent
WITH noted AS (
    UPDATE attempts SET ended_at = now(), response = $3
    WHERE delivery_id = $1 AND number = $2
),
settled AS (
    UPDATE deliveries
    SET state = 'sent', due_at = NULL, leased_until = NULL, finished_at = now(), response = $3,
        version = version + 1
    WHERE id = $1 AND attempts = $2 AND state = 'waiting'
    RETURNING version, endpoint_id
),
heard AS (
    UPDATE endpoints SET last_success_at = now()
    FROM settled
    WHERE endpoints.id = settled.endpoint_id
)
SELECT version FROM settled;

-- name: mark_failed
WITH noted AS (
    UPDATE attempts SET ended_at = now(), response = $3
    WHERE delivery_id = $1 AND number = $2
)
UPDATE deliveries
SET state = 'failed', due_at = NULL, leased_until = NULL, finished_at = now(), response = $3,
    reason = $4, version = version + 1
WHERE id = $1 AND attempts = $2 AND state = 'waiting'
RETURNING version;

-- name: put_off
-- A letter comes due at the latest when it expires, so that its content goes in time.
WITH noted AS (
    UPDATE attempts SET ended_at = now(), response = $3
    WHERE delivery_id = $1 AND number = $2
)
UPDATE deliveries
SET due_at = least(now() + $4::interval, expires_at), leased_until = NULL, response = $3
WHERE id = $1 AND attempts = $2 AND state = 'waiting';

-- name: send_again
WITH again AS (
    UPDATE deliveries
    SET state = 'waiting', due_at = now(), finished_at = NULL, reason = NULL, tries = 0,
        handled_at = NULL
    WHERE id = $1 AND state = 'failed' AND channel = 'webhook'
    RETURNING id, endpoint_id
),
switched_on AS (
    UPDATE endpoints SET enabled = true
    FROM again
    WHERE endpoints.id = again.endpoint_id
)
SELECT id FROM again;

-- name: mark_handled
UPDATE deliveries SET handled_at = now()
WHERE id = $1 AND state = 'failed' AND handled_at IS NULL
RETURNING id;

-- name: list_deliveries
-- What waits for a human comes first, then the newest.
WITH shown AS (
    (
        SELECT id FROM deliveries
        WHERE state = 'failed' AND handled_at IS NULL
        ORDER BY finished_at DESC
        LIMIT $1
    )
    UNION
    (SELECT id FROM deliveries ORDER BY created_at DESC LIMIT $1)
)
SELECT deliveries.id, deliveries.channel, deliveries.kind, endpoints.name AS endpoint,
    deliveries.state, deliveries.attempts, deliveries.response, deliveries.reason,
    deliveries.created_at, deliveries.due_at, deliveries.handled_at IS NOT NULL AS handled
FROM deliveries
JOIN shown ON shown.id = deliveries.id
LEFT JOIN endpoints ON endpoints.id = deliveries.endpoint_id
ORDER BY (deliveries.state = 'failed' AND deliveries.handled_at IS NULL) DESC,
    deliveries.created_at DESC, deliveries.id;

-- name: count_for_humans
SELECT count(*) FROM deliveries WHERE state = 'failed' AND handled_at IS NULL;

-- name: list_endpoints
SELECT endpoints.name, endpoints.types, endpoints.municipalities, endpoints.enabled,
    endpoints.last_success_at, count(deliveries.id) AS waiting
FROM endpoints
LEFT JOIN deliveries ON deliveries.endpoint_id = endpoints.id AND deliveries.state = 'waiting'
GROUP BY endpoints.id
ORDER BY endpoints.name;
