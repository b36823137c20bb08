-- name: add_organisation
-- Of an application that was approved it is the id of that.
INSERT INTO organisations (id, name, activation_id, exercise) VALUES ($1, $2, $3, $4);

-- name: lock_organisation
-- So that what is said of it is numbered by one after the other.
SELECT id, name, version, left_at IS NOT NULL AS has_left, is_reached
FROM organisations
WHERE id = $1
FOR UPDATE;

-- name: every_organisation
-- Those that help with a network are few.
SELECT id, name, version, left_at IS NOT NULL AS has_left, is_reached
FROM organisations
ORDER BY left_at IS NOT NULL, lower(name), id;

-- name: count_organisation_event
-- The row is held.
UPDATE organisations SET version = version + 1 WHERE id = $1 RETURNING version;

-- name: call_organisation
-- As it calls itself since.
UPDATE organisations SET name = $2 WHERE id = $1;

-- name: end_organisation
-- It stays, for its people's accounts name it.
UPDATE organisations SET left_at = coalesce(left_at, network_now()) WHERE id = $1;

-- name: note_organisation_step
-- Who invited, approved or declined, and why not, by a code.
INSERT INTO organisation_steps (organisation_id, staff_id, step, reason) VALUES ($1, $2, $3, $4);

-- name: forget_organisation_steps
-- Each was done by a person; older than that nobody asks who it was.
SELECT audit_forget('organisation_steps', $1, $2);

-- name: applied_lately
-- Whoever floods the page fills no list.
SELECT count(*) FROM applications WHERE applied_at > (SELECT network_now()) - interval '1 hour';

-- name: keep_application
-- A form is one application, and an organisation has one that waits.
INSERT INTO applications (id, sent_hash, number_hash, application) VALUES ($1, $2, $3, '')
ON CONFLICT DO NOTHING
RETURNING id;

-- name: seal_application
-- No key is made for one that is there already.
UPDATE applications SET application = $2 WHERE id = $1;

-- name: waiting_applications
-- Nothing of what they say.
SELECT id, applied_at FROM applications WHERE decided_at IS NULL ORDER BY applied_at LIMIT 200;

-- name: open_application
-- Held, so that two coordinators decide one after the other.
SELECT id, applied_at, application FROM applications WHERE id = $1 AND decided_at IS NULL FOR UPDATE;

-- name: decide_application
-- What they said goes with it; that one was decided stays for a while, so that a form sent twice is known.
UPDATE applications SET decided_at = network_now(), application = NULL, declined = $2 WHERE id = $1;

-- name: forget_applications
-- By then nobody asks what became of it; who decided it is on record longer.
DELETE FROM applications
WHERE id IN (
    SELECT id
    FROM applications
    WHERE decided_at < (SELECT network_now()) - $1::interval
    ORDER BY decided_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'applications';

-- name: organisation_name
-- As coordinators wrote it, or as it is listed.
SELECT name FROM organisations WHERE id = $1;

-- name: changed_reach
-- Of all at once: members are few, and whoever says it finds out whether it is still so.
WITH reached AS (
    SELECT DISTINCT staff.organisation_id
    FROM staff
    JOIN duties ON duties.staff_id = staff.id
    WHERE 'partner_member' = ANY(staff.roles) AND staff.disabled_at IS NULL AND email IS NOT NULL
)
SELECT organisations.id
FROM organisations
LEFT JOIN reached ON reached.organisation_id = organisations.id
WHERE left_at IS NULL AND is_reached <> (reached.organisation_id IS NOT NULL)
ORDER BY organisations.id
LIMIT $1;

-- name: take_reach
-- Of two at once the second finds nothing changed.
UPDATE organisations SET is_reached = NOT is_reached
WHERE id = $1 AND left_at IS NULL AND is_reached <> EXISTS (
    SELECT
    FROM staff
    JOIN duties ON duties.staff_id = staff.id
    WHERE staff.organisation_id = organisations.id AND 'partner_member' = ANY(staff.roles)
        AND staff.disabled_at IS NULL AND email IS NOT NULL
)
RETURNING is_reached;

-- name: organisations_with_members
-- Who can be referred to: somebody of it can read what is sent.
SELECT id, name
FROM organisations
WHERE left_at IS NULL AND EXISTS (
    SELECT FROM staff
    WHERE organisation_id = organisations.id AND disabled_at IS NULL AND 'partner_member' = ANY(roles)
)
ORDER BY lower(name), id;
