-- name: change_volunteer
-- What somebody says of themselves anew, as long as they stand so: a form by anyone must not change a
-- member. Their week may hold more than they now allow: then nothing changes. An address that stays
-- the same stays proven.
WITH changed AS (
    UPDATE volunteers
    SET name = $2, postal_code = $3, municipality = $4, areas = $5, languages = $6,
        categories = $7, weekly_cap = $8, home = $9
    WHERE id = $1 AND state = ANY ($15::text[]) AND load <= $8
    RETURNING id
), gone AS (
    DELETE FROM reach_points USING changed
    WHERE volunteer_id = changed.id AND kind <> ALL ($10::text[])
), kept AS (
    INSERT INTO reach_points (
        volunteer_id, kind, address, address_hash, language, may_leave_message, rehashed
    )
    SELECT changed.id, point.*, true
    FROM changed
    CROSS JOIN unnest($10::text[], $11::bytea[], $12::text[], $13::text[], $14::boolean[]) AS point
    ON CONFLICT (volunteer_id, kind) DO UPDATE
    SET address = excluded.address, address_hash = excluded.address_hash,
        language = excluded.language, may_leave_message = excluded.may_leave_message, rehashed = true,
        verified_at = CASE
            WHEN reach_points.address_hash = excluded.address_hash THEN reach_points.verified_at
        END
)
SELECT id FROM changed;

-- name: pause_volunteer
-- By the network's clock; without a length it ends when they say so. Whoever was set aside stays so.
UPDATE volunteers SET state = 'paused', paused_until = network_now() + $2::interval
WHERE id = $1 AND state IN ('active', 'paused');

-- name: resume_volunteer
-- The link came by a letter of ours: so letters arrive, also to one who was set aside for that.
UPDATE volunteers SET state = 'active', paused_until = NULL
WHERE id = $1 AND state IN ('paused', 'set_aside');

-- name: number_volunteer_event
-- Each that is said of them is one more, under the lock of their row.
UPDATE volunteers SET said_version = said_version + 1 WHERE id = $1 RETURNING said_version;

-- name: note_person
-- Beside the contact data, whenever that is written.
UPDATE volunteers SET person = $2 WHERE id = $1 AND person IS DISTINCT FROM $2;

-- name: other_of_person
-- Somebody of the roster with the same number and first name, as long as both could be asked.
SELECT other.id
FROM volunteers AS own
JOIN volunteers AS other ON other.person = own.person
WHERE own.id = $1 AND other.id <> own.id AND other.state IN ('active', 'paused', 'set_aside')
ORDER BY other.activated_at
LIMIT 1;
