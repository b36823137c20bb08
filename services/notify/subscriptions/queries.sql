-- name: subscribed_endpoints
SELECT id
FROM endpoints
WHERE $1 = ANY (types) AND (municipalities = '{}' OR $2 = ANY (municipalities))
ORDER BY id;

-- name: switch_off_endpoint
UPDATE endpoints SET enabled = false WHERE id = $1;

-- name: add_endpoint
INSERT INTO endpoints (id, name, url, secret, types, municipalities)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: lock_endpoint
-- Two rotations at once would each forget the other's secret.
SELECT id FROM endpoints WHERE name = $1 FOR UPDATE;

-- name: read_secret
-- It goes on signing beside the new one until the partner has changed over.
SELECT secret FROM endpoints WHERE id = $1;

-- name: change_secret
UPDATE endpoints SET secret = $2, previous_secret = $3 WHERE id = $1;
