-- name: read_match
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= now() AS lapsed
FROM matches
WHERE id = $1;

-- name: match_by_proposal
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= now() AS lapsed
FROM matches
WHERE token_hash = $1;

-- name: match_by_task
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= now() AS lapsed
FROM task_links
JOIN matches ON matches.id = task_links.match_id
WHERE task_links.token_hash = $1;

-- name: live_matches
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= now() AS lapsed
FROM matches
WHERE request_id = $1 AND state IN ('open', 'accepted')
ORDER BY id;

-- name: lock_asked
-- In one order for all: whoever accepts is counted, and the others who were asked are freed.
SELECT id
FROM volunteers
WHERE id IN (SELECT volunteer_id FROM matches WHERE request_id = $1 AND state = 'open')
ORDER BY number
FOR NO KEY UPDATE;

-- name: accept_match
WITH won AS (
    UPDATE matches
    SET state = 'accepted', version = $2, accepted_at = now()
    WHERE id = $1 AND version < $2 AND state = 'open' AND expires_at > now()
    RETURNING id, volunteer_id
), counted AS (
    UPDATE volunteers SET accepted = accepted + 1 FROM won WHERE volunteers.id = volunteer_id
)
SELECT id FROM won;

-- name: end_matches
-- A completed task goes on counting until its week is over; volunteers are locked in one order.
WITH told AS (
    SELECT * FROM unnest($1::uuid[], $2::bigint[]) AS told (id, version)
), live AS (
    SELECT matches.id, told.version, volunteer_id, counted
    FROM matches
    JOIN told ON told.id = matches.id
    WHERE matches.version < told.version AND state IN ('open', 'accepted')
    FOR NO KEY UPDATE OF matches
), ended AS (
    UPDATE matches
    SET state = $3, version = live.version, minutes = $4, ended_at = now(),
        counted = live.counted AND $3 = 'completed'
    FROM live
    WHERE matches.id = live.id
), freed AS (
    SELECT id, load
    FROM volunteers
    WHERE $3 <> 'completed' AND id IN (SELECT volunteer_id FROM live WHERE counted)
    ORDER BY number
    FOR NO KEY UPDATE
)
UPDATE volunteers SET load = freed.load - 1 FROM freed WHERE volunteers.id = freed.id;

-- name: count_event
UPDATE matches SET version = $2 WHERE id = $1 AND version < $2;

-- name: allow_access
UPDATE matches
SET access_issued_at = now(), access_count = access_count + 1
WHERE id = $1 AND state = 'accepted' AND access_count < 10
    AND (access_issued_at IS NULL OR access_issued_at <= now() - interval '1 minute')
RETURNING id;

-- name: add_task_link
INSERT INTO task_links (token_hash, match_id) VALUES ($1, $2);

-- name: lapsed_matches
SELECT id FROM matches
WHERE state = 'open' AND expires_at <= now()
ORDER BY expires_at
LIMIT $1;

-- name: weeks_over
SELECT id FROM matches
WHERE counted AND state IN ('accepted', 'completed') AND accepted_at <= now() - interval '7 days'
ORDER BY accepted_at
LIMIT $1;

-- name: end_week
WITH over AS (
    UPDATE matches SET counted = false
    WHERE id = $1 AND counted AND state IN ('accepted', 'completed')
        AND accepted_at <= now() - interval '7 days'
    RETURNING volunteer_id
)
UPDATE volunteers SET load = load - 1 FROM over WHERE volunteers.id = volunteer_id
RETURNING volunteers.id;
