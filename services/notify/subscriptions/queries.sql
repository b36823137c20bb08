-- name: subscribed_endpoints
-- One that is switched off is among them: its news wait until it is switched on again.
SELECT id
FROM endpoints
WHERE $1 = ANY (types) AND (municipalities = '{}' OR $2 = ANY (municipalities))
ORDER BY id;

-- name: switch_off_endpoint
-- What waits for it is held, with its age shown, until a human decides; the first moment counts.
UPDATE endpoints SET enabled = false, disabled_at = coalesce(disabled_at, network_now())
WHERE id = $1;

-- name: switch_on_endpoint
-- A second press finds nothing, so that the page can say that nothing was done.
UPDATE endpoints SET enabled = true, disabled_at = NULL, rests_until = NULL
WHERE id = $1 AND NOT enabled
RETURNING id;

-- name: rest_endpoint
-- A shorter rest never cuts a longer one; all rests together end a while after the first, for a partner
-- that only ever asks for another would else keep its news waiting for ever.
WITH moment AS MATERIALIZED (SELECT network_now() AS now)
UPDATE endpoints
SET rests_since = coalesce(rests_since, moment.now),
    rests_until = greatest(
        rests_until,
        least(moment.now + $2::interval, coalesce(rests_since, moment.now) + $3::interval)
    )
FROM moment
WHERE id = $1;

-- name: is_switched_off
-- Nothing is let go of an endpoint that gets it.
SELECT id FROM endpoints WHERE id = $1 AND NOT enabled FOR UPDATE;

-- name: add_endpoint
-- A name is taken once, so that the operator can say which one is meant.
INSERT INTO endpoints (
    id, name, url, secret, types, municipalities, activation_id, exercise
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: lock_endpoint
-- Two rotations at once would each forget the other's secret.
SELECT id FROM endpoints WHERE name = $1 FOR UPDATE;

-- name: read_secret
-- It goes on signing beside the new one until the partner has changed over.
SELECT secret FROM endpoints WHERE id = $1;

-- name: change_secret
-- Both in one statement: with a moment between them a partner would see a wrong signature.
UPDATE endpoints SET secret = $2, previous_secret = $3 WHERE id = $1;
