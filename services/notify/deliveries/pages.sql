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
-- The list is cut at a number of rows; what waits for a human is counted whole.
SELECT count(*) FROM deliveries WHERE state = 'failed' AND handled_at IS NULL;

-- name: count_for_operator
-- What somebody must decide about: failures, and what is held for endpoints that are off.
SELECT
    (SELECT count(*) FROM deliveries WHERE state = 'failed' AND handled_at IS NULL) AS failed,
    count(deliveries.id) AS held, min(deliveries.created_at) AS oldest_held
FROM endpoints
LEFT JOIN deliveries ON deliveries.endpoint_id = endpoints.id AND deliveries.state = 'waiting'
WHERE NOT endpoints.enabled;

-- name: list_endpoints
-- It is here and not with the endpoints, which know nothing of deliveries: staff see what waits.
SELECT endpoints.name, endpoints.types, endpoints.municipalities, endpoints.enabled,
    endpoints.last_success_at, endpoints.id, endpoints.disabled_at,
    count(deliveries.id) AS waiting, min(deliveries.created_at) AS oldest
FROM endpoints
LEFT JOIN deliveries ON deliveries.endpoint_id = endpoints.id AND deliveries.state = 'waiting'
WHERE endpoints.removed_at IS NULL
GROUP BY endpoints.id
ORDER BY endpoints.name;
