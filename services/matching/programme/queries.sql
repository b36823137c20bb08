-- name: add_plans
-- A form that is sent twice has the same key and the same times: the second stores nothing.
INSERT INTO plans (
    organisation_id, draft_key, id, series_id, title, service_line, municipality, place, link, minutes,
    seats, starts_at, planned_by, activation_id, exercise
)
SELECT $1, $2, id, $3, $4, $5, $6, $7, $8, $9, $10, starts_at, $11, $12, $13
FROM unnest($14::uuid[], $15::timestamptz[]) AS each_time (id, starts_at)
ON CONFLICT (organisation_id, draft_key, starts_at) DO NOTHING
RETURNING id;

-- name: lock_plan
-- Whoever cancels and whoever writes down that it was come one after the other.
SELECT *, '' AS host FROM plans WHERE organisation_id = $1 AND id = $2 FOR UPDATE;

-- name: rest_of_series
-- What is over stays as it was.
SELECT id FROM plans
WHERE organisation_id = $1 AND series_id = $2 AND NOT is_cancelled AND starts_at > network_now()
ORDER BY starts_at;

-- name: cancel_plan
-- The row is held.
UPDATE plans SET is_cancelled = true, version = $3 WHERE organisation_id = $1 AND id = $2;

-- name: plans_of_organisation
-- What was lately is still to be written down.
SELECT *, '' AS host FROM plans
WHERE organisation_id = $1 AND starts_at > (SELECT network_now()) - interval '14 days'
ORDER BY starts_at, id
LIMIT 200;

-- name: programme
-- What is over is left out by its length; none is longer than a day.
SELECT plans.*, partners.name AS host
FROM plans
JOIN partners USING (organisation_id)
WHERE starts_at > (SELECT network_now()) - interval '1 day'
    AND starts_at + minutes * interval '1 minute' > network_now()
    AND partners.standing <> 'left'
ORDER BY starts_at, id
LIMIT $1;

-- name: shown_plan
-- Also what is over or cancelled: a link to it may be on somebody's refrigerator.
SELECT plans.*, partners.name AS host
FROM plans
JOIN partners USING (organisation_id)
WHERE id = $1;

-- name: come
-- A count and nothing else: one press more, within the seats, and not too many in a minute.
UPDATE plans
SET coming = coming + 1,
    pressed_in = CASE WHEN pressed_at > network_now() - interval '1 minute' THEN pressed_in + 1 ELSE 1 END,
    pressed_at = CASE
        WHEN pressed_at > network_now() - interval '1 minute' THEN pressed_at ELSE network_now()
    END
WHERE id = $1 AND NOT is_cancelled AND starts_at > network_now() AND coming < least(seats, $2::integer)
    AND NOT (pressed_at > network_now() - interval '1 minute' AND pressed_in >= $3::integer)
RETURNING id;
