-- name: due_shards
-- Whatever has waited longest is chosen for first, whoever has its shard.
SELECT shard FROM needs WHERE look_at <= network_now() GROUP BY shard ORDER BY min(look_at);

-- name: take_shard
-- A shard is one process's own while it chooses, so that two never solve the same needs.
SELECT pg_try_advisory_xact_lock(hashtext('porukalla.matching.shard'), $1);

-- name: take_due_needs
-- Bounded, so that a burst is many short transactions; a need somebody changes is left to them.
SELECT request_id
FROM needs
WHERE look_at <= network_now() AND shard = $1
ORDER BY look_at, created_at
LIMIT $2
FOR UPDATE SKIP LOCKED;

-- name: take_these_needs
-- A hand-over looks again at what found nobody: it may be over, or held, by now.
SELECT request_id
FROM needs
WHERE look_at <= network_now() AND request_id = ANY ($1::uuid[])
FOR UPDATE SKIP LOCKED;

-- name: hand_over_alone
-- Before a need is handed over: whoever becomes free now is waited for, and then seen.
SELECT pg_advisory_xact_lock(hashtext('porukalla.matching.handing_over'));

-- name: read_turns
-- Asked after the lock, as a statement of its own, so that what others did meanwhile is seen. The
-- moment of the whole batch is taken here.
SELECT need.request_id, need.version, need.state, reason, service_line, category, urgency,
    municipality, postal_code, language, volunteer_allowed, series_id, cause, activation_id, exercise,
    channel, min_vetting, person,
    moment - need.created_at AS waited, moment AS now, tried.open_now, tried.declined, tried.asked,
    ARRAY(
        SELECT number FROM blocks JOIN volunteers ON volunteers.id = volunteer_id
        WHERE blocks.request_id = need.request_id
    ) AS blocked,
    (
        SELECT number
        FROM needs AS earlier
        JOIN matches ON matches.request_id = earlier.request_id
        JOIN volunteers ON volunteers.id = volunteer_id
        WHERE earlier.series_id = need.series_id AND earlier.request_id <> need.request_id
            AND matches.state IN ('accepted', 'completed')
        ORDER BY accepted_at DESC
        LIMIT 1
    ) AS usual
FROM needs AS need
CROSS JOIN network_now() AS moment
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE matches.state = 'open') AS open_now,
        count(*) FILTER (WHERE matches.state = 'declined') AS declined,
        coalesce(array_agg(number), '{}') AS asked
    FROM matches
    JOIN volunteers ON volunteers.id = volunteer_id
    WHERE matches.request_id = need.request_id
) AS tried
WHERE need.request_id = ANY ($1::uuid[])
ORDER BY need.created_at, need.request_id;

-- name: claim_helpers
-- The loads are those of the locking read: it waits for who else is claiming and then reads again.
-- Joined with `volunteers` once more, the statement would see the loads from before the wait.
-- All of it is at one moment of the network's clock; whose exercise it is the need's row knows.
WITH wish AS (
    SELECT * FROM unnest(
        $1::uuid[], $2::uuid[], $3::integer[], $4::integer[], $5::interval[], $6::text[],
        $7::interval[], $8::interval[]
    ) AS wish (id, request_id, number, attempt, lifetime, token_hash, slack, forget)
), locked AS (
    SELECT id AS volunteer_id, number, load, weekly_cap, rested_at
    FROM volunteers
    WHERE number = ANY ($3::integer[]) AND state = 'active' AND on_duty
    ORDER BY number
    FOR NO KEY UPDATE
), good AS (
    SELECT DISTINCT ON (number) wish.*, volunteer_id, load, rested_at, moment
    FROM wish
    JOIN locked USING (number)
    CROSS JOIN network_now() AS moment
    WHERE load < weekly_cap AND rested_at <= moment + slack
        AND NOT EXISTS (
            SELECT FROM matches
            WHERE matches.request_id = wish.request_id
                AND matches.volunteer_id = locked.volunteer_id
        )
    ORDER BY number, wish.request_id
), taken AS (
    UPDATE volunteers
    SET load = good.load + 1, asked = volunteers.asked + 1,
        rested_at = greatest(good.rested_at, good.moment) + good.forget
    FROM good
    WHERE volunteers.id = good.volunteer_id
)
INSERT INTO matches (
    id, request_id, volunteer_id, attempt, token_hash, proposed_at, expires_at, activation_id,
    exercise
)
SELECT id, request_id, volunteer_id, attempt, token_hash, moment, moment + lifetime, activation_id,
    exercise
FROM good
JOIN needs USING (request_id)
RETURNING id, request_id, volunteer_id, version, state, expires_at, false AS lapsed, minutes;

-- name: read_people
-- Letters of a batch need many people at once; one by one would be a round trip each.
SELECT id, name, kind, address, language, may_leave_message, verified_at IS NOT NULL AS is_verified
FROM volunteers
LEFT JOIN reach_points ON volunteer_id = id
WHERE id = ANY ($1::uuid[])
ORDER BY id, kind;

-- name: keep_decisions
-- Only the last few of each need stay: what explains it, and no history of who was asked.
WITH old AS (
    DELETE FROM decisions
    USING (
        SELECT request_id AS id, position AS at,
            row_number() OVER (PARTITION BY request_id ORDER BY position DESC) AS age
        FROM decisions
        WHERE request_id = ANY ($1::uuid[])
    ) AS kept
    WHERE request_id = kept.id AND position = kept.at AND kept.age >= $3
)
INSERT INTO decisions (request_id, body)
SELECT * FROM unnest($1::uuid[], $2::jsonb[]);

-- name: read_match
-- Read anew after the need's lock: an answer may have come in between.
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= network_now() AS lapsed
FROM matches
WHERE id = $1;

-- name: match_by_proposal
-- The link is kept only as a hash; `lapsed` is by the network's clock, as for the timers.
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= network_now() AS lapsed
FROM matches
WHERE token_hash = $1;

-- name: match_by_task
-- A volunteer may hold several links to a task, one from each letter; all go on working.
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= network_now() AS lapsed
FROM task_links
JOIN matches ON matches.id = task_links.match_id
WHERE task_links.token_hash = $1;

-- name: live_matches
-- What is to be taken back when a need ends or is filled; in one order for all.
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= network_now() AS lapsed
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
    SET state = $3, version = live.version, minutes = $4, ended_at = network_now(),
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

-- name: wake_needs
-- Rows that another transaction holds are being looked at anyway. Who goes by a radius may fit
-- anywhere: the look itself decides. A language of a later version counts as the usual one.
UPDATE needs
SET look_at = network_now()
WHERE request_id IN (
    SELECT need.request_id
    FROM needs AS need
    JOIN volunteers AS volunteer ON volunteer.id = $1
    WHERE need.state = 'unmatched' AND need.reason <> 'not_for_volunteers'
        AND (need.municipality = ANY (volunteer.areas) OR volunteer.radius_km IS NOT NULL)
        AND need.category = ANY (volunteer.categories)
        AND (CASE WHEN need.language = ANY ($3::text[]) THEN need.language ELSE $4 END)
            = ANY (volunteer.languages)
        AND NOT EXISTS (
            SELECT FROM matches
            WHERE matches.request_id = need.request_id AND volunteer_id = volunteer.id
        )
    ORDER BY need.created_at
    LIMIT $2
    FOR UPDATE OF need SKIP LOCKED
);

-- name: become_free
-- Whoever becomes free waits for a hand-over, so that the need it leaves behind is seen.
SELECT pg_advisory_xact_lock_shared(hashtext('porukalla.matching.handing_over'));
