-- name: read_match
-- Read anew after the need's lock: an answer may have come in between.
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes, why_withdrawn,
    expires_at <= network_now() AS lapsed
FROM matches
WHERE id = $1;

-- name: match_by_proposal
-- The link is kept only as a hash; `lapsed` is by the network's clock, as for the timers.
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes, why_withdrawn,
    expires_at <= network_now() AS lapsed
FROM matches
WHERE token_hash = $1;

-- name: match_by_task
-- A volunteer may hold several links to a task, one from each letter; all go on working.
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes, why_withdrawn,
    expires_at <= network_now() AS lapsed
FROM task_links
JOIN matches ON matches.id = task_links.match_id
WHERE task_links.token_hash = $1;

-- name: live_matches
-- What is to be taken back when a need ends or is filled; in one order for all.
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes, why_withdrawn,
    expires_at <= network_now() AS lapsed, overrides
FROM matches
WHERE request_id = $1 AND state IN ('open', 'accepted')
ORDER BY id;

-- name: asked_now
-- Somebody rings instead of pressing: their yes is to what they were asked.
SELECT matches.id, request_id, volunteer_id, version, matches.state, expires_at, minutes,
    why_withdrawn, expires_at <= network_now() AS lapsed
FROM matches
JOIN volunteers ON volunteers.id = volunteer_id
WHERE request_id = $1 AND number = $2 AND matches.state = 'open';

-- name: lock_asked
-- In one order for all: whoever accepts is counted, and the others who were asked are freed.
SELECT id
FROM volunteers
WHERE id IN (SELECT volunteer_id FROM matches WHERE request_id = $1 AND state = 'open')
ORDER BY number
FOR NO KEY UPDATE;

-- name: accept_match
-- One conditional update decides who was first, in time by the network's clock; the habit of
-- saying yes is counted with it.
WITH won AS (
    UPDATE matches
    SET state = 'accepted', version = $2, accepted_at = network_now()
    WHERE id = $1 AND version < $2 AND state = 'open' AND expires_at > network_now()
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
    SET state = $3, version = live.version, minutes = $4, why_withdrawn = $5,
        ended_at = network_now(), counted = live.counted AND $3 = 'completed'
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

-- name: leave_behind
-- What was done stays counted; the index of one helper for one need looks past it.
UPDATE matches SET is_past = true WHERE request_id = $1 AND state = 'completed';

-- name: count_event
-- A link that is issued is an event of the match: its number must never be used twice.
UPDATE matches SET version = $2 WHERE id = $1 AND version < $2;

-- name: allow_access
-- A lost letter can be sent again, but a link is no way to flood a mailbox: not twice in a minute
-- of the network's clock.
UPDATE matches
SET access_issued_at = network_now(), access_count = access_count + 1
WHERE id = $1 AND state = 'accepted' AND access_count < 10
    AND (access_issued_at IS NULL OR access_issued_at <= network_now() - interval '1 minute')
RETURNING id;

-- name: links_issued
-- When the only one that was mailed never came, nobody can have opened it.
SELECT access_count FROM matches WHERE id = $1;

-- name: add_task_link
-- Each letter has a link of its own: only hashes are kept, so an old one cannot be sent again.
INSERT INTO task_links (token_hash, match_id) VALUES ($1, $2);

-- name: lapsed_matches
-- Due by the network's clock. Listed without locks: whoever works one off finds out whether it is
-- still so.
SELECT id FROM matches
WHERE state = 'open' AND expires_at <= network_now()
ORDER BY expires_at
LIMIT $1;

-- name: weeks_over
-- Seven days by the network's clock. Listed without locks: whoever works one off finds out whether
-- it is still so.
SELECT id FROM matches
WHERE counted AND state IN ('accepted', 'completed')
    AND accepted_at <= network_now() - interval '7 days'
ORDER BY accepted_at
LIMIT $1;

-- name: end_week
-- The match and the volunteer's load change in one statement, so that they never disagree.
WITH over AS (
    UPDATE matches SET counted = false
    WHERE id = $1 AND counted AND state IN ('accepted', 'completed')
        AND accepted_at <= network_now() - interval '7 days'
    RETURNING volunteer_id
)
UPDATE volunteers SET load = load - 1 FROM over WHERE volunteers.id = volunteer_id
RETURNING volunteers.id;

-- name: held_matches
-- By two indexes that asking need not keep: few proposals are open at a time, of anybody.
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes, why_withdrawn,
    expires_at <= network_now() AS lapsed
FROM matches
WHERE volunteer_id = $1 AND state = 'open'
UNION ALL
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes, why_withdrawn,
    expires_at <= network_now()
FROM matches
WHERE volunteer_id = $1 AND state = 'accepted'
ORDER BY request_id;

-- name: has_live_match
-- The caller holds the volunteer's row, so that nobody asks them meanwhile. Rare enough to have no
-- index of its own, which each ask would have to keep.
SELECT EXISTS (SELECT FROM matches WHERE volunteer_id = $1 AND state IN ('open', 'accepted'));
