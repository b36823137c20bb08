-- name: list_own_endpoints
-- A member sees what waits and what was missed beside each.
SELECT endpoints.id, endpoints.url, endpoints.types, endpoints.municipalities, endpoints.lines,
    endpoints.enabled, endpoints.checked_at IS NOT NULL AS is_checked,
    endpoints.previous_secret IS NOT NULL AS has_two_secrets, endpoints.last_success_at,
    endpoints.failing_since, endpoints.disabled_at, endpoints.tried, endpoints.tried_at,
    endpoints.tried_response, open.waiting, open.missed
FROM endpoints
CROSS JOIN LATERAL (
    SELECT
        (SELECT count(*) FROM deliveries WHERE endpoint_id = endpoints.id AND state = 'waiting')
            AS waiting,
        (
            SELECT count(*)
            FROM deliveries
            WHERE endpoint_id = endpoints.id AND state = 'failed' AND handled_at IS NULL
        ) AS missed
) AS open
WHERE endpoints.organisation_id = $1 AND endpoints.removed_at IS NULL
ORDER BY endpoints.created_at, endpoints.id;

-- name: list_own_deliveries
-- A page begins behind the last one of the page before, so that nothing is shown twice as more come.
SELECT deliveries.id, deliveries.kind, deliveries.created_at, deliveries.state, deliveries.attempts,
    deliveries.response, deliveries.reason, deliveries.due_at, deliveries.finished_at
FROM deliveries
JOIN endpoints ON endpoints.id = deliveries.endpoint_id
WHERE deliveries.endpoint_id = $2 AND endpoints.organisation_id = $1
    AND ($3::text IS NULL OR deliveries.state = $3) AND ($4::text IS NULL OR deliveries.kind = $4)
    AND (
        $5::uuid IS NULL
        OR (deliveries.created_at, deliveries.id) < (
            SELECT before.created_at, before.id FROM deliveries AS before WHERE before.id = $5
        )
    )
ORDER BY deliveries.created_at DESC, deliveries.id DESC
LIMIT $6;

-- name: read_own_delivery
-- With what is posted; the signature is made anew for each attempt and kept nowhere.
SELECT deliveries.id, deliveries.kind, deliveries.created_at, deliveries.state, deliveries.attempts,
    deliveries.response, deliveries.reason, deliveries.due_at, deliveries.finished_at,
    deliveries.event_id, news.occurred_at, news.subject, news.link
FROM deliveries
JOIN endpoints ON endpoints.id = deliveries.endpoint_id
JOIN news ON news.delivery_id = deliveries.id
WHERE deliveries.id = $3 AND deliveries.endpoint_id = $2 AND endpoints.organisation_id = $1;

-- name: list_tries
-- When each was made and what came of it.
SELECT number, started_at, ended_at, response FROM attempts WHERE delivery_id = $1 ORDER BY number;
