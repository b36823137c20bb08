-- name: add_volunteer
-- The unique hash of the address refuses a second one, also of two that race: fewer points than were
-- given come back, and the caller must roll back.
WITH added AS (
    INSERT INTO volunteers (
        id, name, postal_code, municipality, areas, languages, categories, weekly_cap, home,
        activation_id, exercise
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $15, $16)
    RETURNING id
)
INSERT INTO reach_points (
    volunteer_id, kind, address, address_hash, language, may_leave_message, rehashed
)
SELECT added.id, point.*, true
FROM added
CROSS JOIN unnest($10::text[], $11::bytea[], $12::text[], $13::text[], $14::boolean[]) AS point
ON CONFLICT DO NOTHING
RETURNING kind;

-- name: volunteer_by_address
-- Locked, so that two forms with one address come one after the other.
SELECT id, state, postal_code, municipality, areas, languages, categories, weekly_cap,
    activation_id, exercise
FROM volunteers
JOIN reach_points ON volunteer_id = id
WHERE kind = $1 AND address_hash = ANY ($2::text[])
FOR UPDATE OF volunteers;

-- name: read_volunteer
-- Without contact data: most who ask need none, and unsealing costs.
SELECT id, state, postal_code, municipality, areas, languages, categories, weekly_cap,
    activation_id, exercise, paused_until
FROM volunteers
WHERE id = $1;

-- name: read_contact
-- Apart from the rest, so that contact data is read only where a letter is written.
SELECT name, kind, address, language, may_leave_message, verified_at IS NOT NULL AS is_verified
FROM volunteers
LEFT JOIN reach_points ON volunteer_id = id
WHERE id = $1
ORDER BY kind;

-- name: roster_entries
-- A part at a time: whoever asks what is known of them is compared with each, for nobody's address is known.
-- OFFSET keeps the points of each by their index: joined at once, all of them would be read for each part.
SELECT page.id, state, postal_code, municipality, areas, languages, categories, weekly_cap,
    activation_id, exercise, paused_until, created_at, asked, accepted, name, kind, address, language,
    may_leave_message, verified_at IS NOT NULL AS is_verified
FROM (
    SELECT * FROM volunteers WHERE id > $1 AND state <> 'erased' ORDER BY id LIMIT $2
) AS page
LEFT JOIN LATERAL (
    SELECT kind, address, language, may_leave_message, verified_at
    FROM reach_points
    WHERE volunteer_id = page.id
    OFFSET 0
) AS point ON true
ORDER BY page.id, kind;

-- name: set_aside_volunteer
-- Choosing passes them over, in memory too: the change is noted like any other.
UPDATE volunteers SET state = 'set_aside' WHERE id = $1 AND state = 'active';

-- name: take_volunteer_back
-- A person says that they can be written to again.
UPDATE volunteers SET state = 'active' WHERE id = $1 AND state = 'set_aside';

-- name: activate
-- One conditional update, so that a link pressed twice says it once.
UPDATE volunteers
SET state = 'active', activated_at = network_now()
WHERE id = $1 AND state = 'applied'
RETURNING id;

-- name: verify_reach_point
-- The first time counts: a link that is pressed again proves nothing new.
UPDATE reach_points SET verified_at = network_now()
WHERE volunteer_id = $1 AND kind = $2 AND verified_at IS NULL;

-- name: unconfirmed_applicants
-- Listed without locks: whoever forgets one finds out whether it is still so.
SELECT DISTINCT volunteer_id FROM confirmations AS old
WHERE expires_at <= network_now() AND used_at IS NULL AND NOT EXISTS (
    SELECT FROM confirmations AS newer
    WHERE newer.volunteer_id = old.volunteer_id AND newer.expires_at > network_now()
)
LIMIT $1;

-- name: take_applicant
-- Somebody who is confirming right now is not waited for, and not forgotten.
SELECT id FROM volunteers WHERE id = $1 AND state = 'applied' FOR UPDATE SKIP LOCKED;

-- name: delete_applicant
-- Links and reach points go along with the row.
DELETE FROM volunteers WHERE id = $1;

-- name: read_mark
-- Transactions before this one are all over, and seen by every later statement.
SELECT pg_snapshot_xmin(pg_current_snapshot())::text;

-- name: changed_helpers
-- Read by transaction, not by time: what is committed late is not missed.
SELECT number, state, home, categories, languages, areas, weekly_cap, radius_km, hours, vetting,
    on_duty, in_person, remote, at_night, load, rested_at, asked, accepted
FROM changes
JOIN volunteers USING (number)
WHERE changed >= $1::text::xid8;

-- name: homeless_postal_codes
-- Who joined before places were kept has none; each postal code is looked up once.
SELECT DISTINCT postal_code FROM volunteers WHERE home IS NULL;

-- name: set_homes
-- One statement for all of them, at the first start after places were kept.
UPDATE volunteers SET home = known.home
FROM unnest($1::text[], $2::point[]) AS known (postal_code, home)
WHERE volunteers.postal_code = known.postal_code AND volunteers.home IS NULL;

-- name: these_helpers
-- What was believed of somebody was wrong: they are read again, at once.
SELECT number, state, home, categories, languages, areas, weekly_cap, radius_km, hours, vetting,
    on_duty, in_person, remote, at_night, load, rested_at, asked, accepted
FROM volunteers
WHERE number = ANY ($1::integer[]);

-- name: these_people
-- By id: a match knows whom it asked, not their place on the roster.
SELECT id, number, state, home, categories, languages, areas, weekly_cap, radius_km, hours, vetting,
    on_duty, in_person, remote, at_night, load, rested_at, asked, accepted
FROM volunteers
WHERE id = ANY ($1::uuid[]) AND state = 'active';

-- name: all_helpers
-- Read once, at a start, by a cursor: the roster may have a million rows.
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
WHERE on_duty AND categories @> $2::text[] AND $3 = ANY (languages) AND load < weekly_cap
ORDER BY home <-> $1::point;

-- name: former_hashes
-- Who is changing their application right now writes the new hash anyway.
SELECT volunteer_id, kind, address
FROM reach_points
WHERE address_hash IS NOT NULL AND NOT rehashed
ORDER BY volunteer_id, kind
LIMIT $1
FOR UPDATE SKIP LOCKED;

-- name: replace_hash
-- Someone who signed up a second time while the first hash was not recognised keeps both rows; they
-- are found by the one that has the hash already.
UPDATE reach_points
SET rehashed = true, address_hash = (
    SELECT $3::text
    WHERE NOT EXISTS (
        SELECT FROM reach_points AS other WHERE other.kind = $2 AND other.address_hash = $3::text
    )
)
WHERE volunteer_id = $1 AND kind = $2;

-- name: count_former_hashes
-- While there are some, no ring key may go: which of them they are under is not known.
SELECT count(*) FROM reach_points WHERE address_hash IS NOT NULL AND NOT rehashed;

-- name: lock_volunteer
-- Whoever would ask them waits, and then finds them erased.
SELECT id, state, postal_code, municipality, areas, languages, categories, weekly_cap,
    activation_id, exercise, paused_until
FROM volunteers
WHERE id = $1
FOR UPDATE;

-- name: erase_volunteer
-- The row stays, for what they did refers to it.
UPDATE volunteers SET state = 'erased', name = '', person = NULL WHERE id = $1;

-- name: erase_reach_points
-- With the hash of the address: they may sign up anew, as somebody else.
DELETE FROM reach_points WHERE volunteer_id = $1;

-- name: find_volunteer
-- Staff know people by roster number, other records by id.
SELECT id FROM volunteers WHERE id = CASE WHEN $1 ~ '^[0-9a-f-]{36}$' THEN $1::uuid END
UNION ALL
SELECT id FROM volunteers WHERE number = CASE WHEN $1 ~ '^[0-9]{1,9}$' THEN $1::integer END;
