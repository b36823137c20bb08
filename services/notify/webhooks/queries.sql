-- name: keep_news
-- Unsealed: what partners are told names nobody.
INSERT INTO news (delivery_id, occurred_at, subject, link) VALUES ($1, $2, $3, $4);

-- name: read_call
-- Address and secrets as they are now, not as they were when the news came; of one that was removed
-- meanwhile there are none.
SELECT endpoints.id AS endpoint_id, endpoints.url, endpoints.secret, endpoints.previous_secret,
    deliveries.event_id, deliveries.kind AS type, news.occurred_at, news.subject, news.link
FROM deliveries
JOIN news ON news.delivery_id = deliveries.id
JOIN endpoints ON endpoints.id = deliveries.endpoint_id
WHERE deliveries.id = $1 AND endpoints.removed_at IS NULL;
