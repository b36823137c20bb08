-- name: read_progress
-- Counts as of now beside the last decision, which has those of its own moment.
SELECT need.request_id, version, need.state, reason, service_line, category, urgency, municipality,
    postal_code, language, volunteer_allowed, series_id, again_of, cause, activation_id, exercise,
    channel, min_vetting, person, not_for, also, standing_number, request_version, is_late, widened,
    may_be_referred, look_at,
    (SELECT network_now()) - need.created_at AS waited, asked, waiting, declined, silent,
    (SELECT body FROM decisions WHERE request_id = need.request_id ORDER BY position DESC LIMIT 1)
        AS last
FROM needs AS need
CROSS JOIN LATERAL (
    SELECT count(*) AS asked,
        count(*) FILTER (WHERE state = 'open') AS waiting,
        count(*) FILTER (WHERE state = 'declined') AS declined,
        count(*) FILTER (WHERE state = 'expired') AS silent
    FROM matches
    WHERE matches.request_id = need.request_id
) AS tried
WHERE need.request_id = ANY ($1::uuid[])
ORDER BY need.created_at, need.request_id;

-- name: read_decisions
-- The oldest first, as they were made; there are never more than a few.
SELECT decided_at, body FROM decisions WHERE request_id = $1 ORDER BY position;

-- name: read_by_hand
-- As long as the match is kept: of what matching decided by itself only the last few stay.
SELECT number, manner, overrides, override_reason, proposed_at
FROM matches
JOIN volunteers ON volunteers.id = volunteer_id
WHERE request_id = $1 AND manner IS NOT NULL
ORDER BY proposed_at DESC;

-- name: read_helpers_before
-- Who helped in what is asked for again, or in the series: why one of them was asked alone.
SELECT number
FROM needs AS need
JOIN needs AS earlier ON earlier.request_id <> need.request_id
    AND (earlier.request_id = need.again_of OR earlier.series_id = need.series_id)
JOIN matches ON matches.request_id = earlier.request_id AND matches.state = 'completed' AND NOT is_past
JOIN volunteers ON volunteers.id = volunteer_id
WHERE need.request_id = $1;

-- name: read_homes
-- A decision keeps kilometres, not how well they were known: that the postal codes tell.
SELECT number, municipality, postal_code FROM volunteers WHERE number = ANY ($1::integer[]);
