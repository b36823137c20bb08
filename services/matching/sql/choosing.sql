-- name: due_shards
SELECT shard FROM needs WHERE look_at <= now() GROUP BY shard ORDER BY min(look_at);

-- name: take_shard
SELECT pg_try_advisory_xact_lock(hashtext('porukalla.matching.shard'), $1);

-- name: take_due_needs
SELECT request_id
FROM needs
WHERE look_at <= now() AND shard = $1
ORDER BY look_at, created_at
LIMIT $2
FOR UPDATE SKIP LOCKED;

-- name: take_these_needs
SELECT request_id
FROM needs
WHERE look_at <= now() AND request_id = ANY ($1::uuid[])
FOR UPDATE SKIP LOCKED;

-- name: hand_over_alone
-- Before a need is handed over: whoever becomes free now is waited for, and then seen.
SELECT pg_advisory_xact_lock(hashtext('porukalla.matching.handing_over'));

-- name: read_turns
-- Asked after the lock, as a statement of its own, so that what others did meanwhile is seen.
SELECT need.request_id, need.version, need.state, reason, service_line, category, urgency,
    municipality, postal_code, language, volunteer_allowed, series_id, cause,
    now() - need.created_at AS waited, now() AS now, tried.open_now, tried.declined, tried.asked,
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

-- name: read_mark
-- Transactions before this one are all over, and seen by every later statement.
SELECT pg_snapshot_xmin(pg_current_snapshot())::text;

-- name: changed_helpers
SELECT number, state, home, categories, languages, areas, weekly_cap, radius_km, hours, vetting,
    on_duty, in_person, remote, at_night, load, rested_at, asked, accepted
FROM changes
JOIN volunteers USING (number)
WHERE changed >= $1::text::xid8;

-- name: homeless_postal_codes
SELECT DISTINCT postal_code FROM volunteers WHERE home IS NULL;

-- name: set_homes
UPDATE volunteers SET home = known.home
FROM unnest($1::text[], $2::point[]) AS known (postal_code, home)
WHERE volunteers.postal_code = known.postal_code AND volunteers.home IS NULL;

-- name: these_helpers
SELECT number, state, home, categories, languages, areas, weekly_cap, radius_km, hours, vetting,
    on_duty, in_person, remote, at_night, load, rested_at, asked, accepted
FROM volunteers
WHERE number = ANY ($1::integer[]);

-- name: all_helpers
SELECT number, state, home, categories, languages, areas, weekly_cap, radius_km, hours, vetting,
    on_duty, in_person, remote, at_night, load, rested_at, asked, accepted
FROM volunteers
WHERE state = 'active';

-- name: nearest_helpers
-- The fallback without an index in memory. Bounded inside: a filter outside a nearest-neighbour
-- scan would walk on through the whole table for a need that few can serve.
SELECT number, state, home, categories, languages, areas, weekly_cap, radius_km, hours, vetting,
    on_duty, in_person, remote, at_night, load, rested_at, asked, accepted
FROM (
    SELECT * FROM volunteers WHERE state = 'active' ORDER BY home <-> $1::point LIMIT $4
) AS near
WHERE on_duty AND $2 = ANY (categories) AND $3 = ANY (languages) AND load < weekly_cap
ORDER BY home <-> $1::point;

-- name: claim_helpers
-- The loads are those of the locking read: it waits for who else is claiming and then reads again.
-- Joined with `volunteers` once more, the statement would see the loads from before the wait.
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
    SELECT DISTINCT ON (number) wish.*, volunteer_id, load, rested_at
    FROM wish
    JOIN locked USING (number)
    WHERE load < weekly_cap AND rested_at <= now() + slack
        AND NOT EXISTS (
            SELECT FROM matches
            WHERE matches.request_id = wish.request_id
                AND matches.volunteer_id = locked.volunteer_id
        )
    ORDER BY number, wish.request_id
), taken AS (
    UPDATE volunteers
    SET load = good.load + 1, asked = volunteers.asked + 1,
        rested_at = greatest(good.rested_at, now()) + good.forget
    FROM good
    WHERE volunteers.id = good.volunteer_id
)
INSERT INTO matches (id, request_id, volunteer_id, attempt, token_hash, expires_at)
SELECT id, request_id, volunteer_id, attempt, token_hash, now() + lifetime
FROM good
RETURNING id, request_id, volunteer_id, version, state, expires_at, false AS lapsed, minutes;

-- name: read_people
SELECT id, language, name, email, phone
FROM volunteers
WHERE id = ANY ($1::uuid[]);

-- name: keep_decisions
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

-- name: read_decisions
SELECT decided_at, body FROM decisions WHERE request_id = $1 ORDER BY position;
