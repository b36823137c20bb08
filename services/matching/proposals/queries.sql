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
-- moment of the whole batch is taken here. The usual helper is whoever has a need of the series, or did
-- what is asked for again; help that was reported and did not come is none.
SELECT need.request_id, need.version, need.state, reason, service_line, category, urgency,
    municipality, postal_code, language, volunteer_allowed, series_id, again_of, cause, activation_id,
    exercise, channel, min_vetting, person, not_for, also, standing_number, request_version,
    is_late, widened, may_be_referred,
    moment - need.created_at AS waited, moment AS now, tried.open_now, tried.declined, tried.asked,
    tried.asked_for_good, tried.is_reserved,
    ARRAY(
        SELECT number FROM blocks JOIN volunteers ON volunteers.id = volunteer_id
        WHERE blocks.request_id = need.request_id
    ) AS blocked,
    coalesce((
        SELECT number
        FROM needs AS earlier
        JOIN matches ON matches.request_id = earlier.request_id
        JOIN volunteers ON volunteers.id = volunteer_id
        WHERE earlier.series_id = need.series_id AND earlier.request_id <> need.request_id
            AND matches.state IN ('accepted', 'completed')
        ORDER BY accepted_at DESC
        LIMIT 1
    ), (
        SELECT number
        FROM matches
        JOIN volunteers ON volunteers.id = volunteer_id
        WHERE matches.request_id = need.again_of AND matches.state = 'completed' AND NOT is_past
    )) AS usual
FROM needs AS need
CROSS JOIN network_now() AS moment
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE matches.state = 'open') AS open_now,
        count(*) FILTER (WHERE matches.state = 'declined') AS declined,
        coalesce(array_agg(number), '{}') AS asked,
        coalesce(array_agg(number) FILTER (
            WHERE matches.state <> 'expired' OR silent_until IS NULL OR ended_at > silent_until
        ), '{}') AS asked_for_good,
        coalesce(bool_or(matches.state = 'open' AND manner = 'first'), false) AS is_reserved
    FROM matches
    JOIN volunteers ON volunteers.id = volunteer_id
    WHERE matches.request_id = need.request_id
) AS tried
WHERE need.request_id = ANY ($1::uuid[])
ORDER BY need.created_at, need.request_id;

-- name: claim_helpers
-- The loads are those of the locking read: it waits for who else is claiming and then reads again.
-- Joined with `volunteers` once more, the statement would see the loads from before the wait.
-- Without a slack it is made by hand: the rules were looked at while the volunteer was held, and what
-- is past the week takes no place in it.
-- All of it is at one moment of the network's clock; whose exercise it is the need's row knows.
WITH wish AS (
    SELECT * FROM unnest(
        $1::uuid[], $2::uuid[], $3::integer[], $4::integer[], $5::interval[], $6::text[],
        $7::interval[], $8::interval[]
    ) AS wish (id, request_id, number, attempt, lifetime, token_hash, slack, forget)
), locked AS (
    SELECT id AS volunteer_id, number, load, weekly_cap, rested_at, on_duty,
        load < weekly_cap AS has_place
    FROM volunteers
    WHERE number = ANY ($3::integer[]) AND state = 'active'
    ORDER BY number
    FOR NO KEY UPDATE
), good AS (
    SELECT DISTINCT ON (number) wish.*, volunteer_id, load, rested_at, has_place, moment
    FROM wish
    JOIN locked USING (number)
    CROSS JOIN network_now() AS moment
    WHERE (slack IS NULL OR on_duty AND has_place AND rested_at <= moment + slack)
        AND NOT EXISTS (
            SELECT FROM matches
            JOIN needs USING (request_id)
            WHERE matches.request_id = wish.request_id
                AND matches.volunteer_id = locked.volunteer_id
                AND (slack IS NOT NULL OR matches.state = 'open')
                AND (matches.state <> 'expired' OR silent_until IS NULL OR ended_at > silent_until)
        )
    ORDER BY number, wish.request_id
), taken AS (
    UPDATE volunteers
    SET load = good.load + has_place::integer, asked = volunteers.asked + 1,
        rested_at = greatest(good.rested_at, good.moment) + good.forget
    FROM good
    WHERE volunteers.id = good.volunteer_id
)
INSERT INTO matches (
    id, request_id, volunteer_id, attempt, token_hash, proposed_at, expires_at, counted,
    activation_id, exercise
)
SELECT id, request_id, volunteer_id, attempt, token_hash, moment, moment + lifetime, has_place,
    activation_id, exercise
FROM good
JOIN needs USING (request_id)
RETURNING id, request_id, volunteer_id, version, state, expires_at, false AS lapsed, minutes,
    why_withdrawn;

-- name: hold_asked
-- In the one order of all: who is asked by hand, and whoever is told when they take the task.
SELECT id
FROM volunteers
WHERE id IN (
    SELECT id FROM volunteers WHERE number = $2
    UNION ALL
    SELECT volunteer_id FROM matches WHERE request_id = $1 AND state = 'open'
)
ORDER BY number
FOR NO KEY UPDATE;

-- name: note_by_hand
-- With the match, for as long as it is kept: a coordinator is asked why for longer than a decision.
UPDATE matches SET manner = $2, overrides = $3, override_reason = $4 WHERE id = $1;

-- name: undo_claim
-- In the transaction that made it: nobody was told, and whoever cannot be written to is not asked.
WITH undone AS (
    DELETE FROM matches WHERE id = $1 RETURNING volunteer_id, counted
)
UPDATE volunteers
SET state = 'set_aside', load = load - counted::integer, asked = asked - 1
FROM undone
WHERE volunteers.id = undone.volunteer_id;

-- name: block_claims
-- In the transaction that made them: nobody was told, and these two never meet over this need.
WITH undone AS (
    DELETE FROM matches WHERE id = ANY ($1::uuid[]) RETURNING volunteer_id, request_id, counted
), freed AS (
    UPDATE volunteers
    SET load = load - counted::integer, asked = asked - 1
    FROM undone
    WHERE volunteers.id = undone.volunteer_id
)
INSERT INTO blocks (volunteer_id, request_id)
SELECT volunteer_id, request_id FROM undone
ON CONFLICT DO NOTHING;

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

-- name: wake_needs
-- Rows that another transaction holds are being looked at anyway. Who goes by a radius may fit
-- anywhere: the look itself decides. A language of a later version counts as the usual one.
UPDATE needs
SET look_at = network_now()
WHERE request_id IN (
    SELECT need.request_id
    FROM needs AS need
    JOIN volunteers AS volunteer ON volunteer.id = $1
    WHERE need.state = 'unmatched'
        AND need.reason NOT IN ('not_for_volunteers', 'choosing_failed')
        AND (
            need.municipality = ANY (volunteer.areas)
            OR volunteer.radius_km IS NOT NULL
            OR 'radius' = ANY (need.widened)
        )
        AND volunteer.categories @> (need.category || need.also)
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

-- name: forget_needs
-- With the matches, decisions and blocks that are about them. A match that still counts against a
-- volunteer's week is waited for.
WITH old AS (
    SELECT request_id
    FROM needs
    WHERE state = 'closed' AND changed_at < (SELECT network_now()) - $1::interval
        AND NOT EXISTS (SELECT FROM matches WHERE request_id = needs.request_id AND counted)
    ORDER BY changed_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
),
unblocked AS (
    DELETE FROM blocks USING old WHERE blocks.request_id = old.request_id
),
unmatched AS (
    DELETE FROM matches USING old WHERE matches.request_id = old.request_id
)
DELETE FROM needs
USING old
WHERE needs.request_id = old.request_id
RETURNING 'needs';
