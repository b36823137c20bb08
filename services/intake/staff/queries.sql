-- name: find_staff
-- Names are typed in any case and with blanks; who was disabled is unknown here.
SELECT id, name, password_hash, roles, organisation_id, demo
FROM staff
WHERE lower(name) = lower(btrim($1)) AND disabled_at IS NULL;

-- name: lock_staff
-- So that nobody is let in while their account is being shut.
SELECT id, name, password_hash, roles, organisation_id, demo
FROM staff
WHERE id = $1 AND disabled_at IS NULL
FOR UPDATE;

-- name: set_password
-- Chosen by an invitation, in place of the one before.
UPDATE staff SET password_hash = $2 WHERE id = $1;

-- name: set_roles
-- Sessions opened before say what they were opened with: they end with this.
UPDATE staff SET roles = $2::text[], role = ($2::text[])[1], organisation_id = $3 WHERE id = $1;

-- name: disable_staff
-- An account is never removed: the audit names it.
UPDATE staff SET disabled_at = coalesce(disabled_at, network_now()) WHERE id = $1;

-- name: begin_staff_anew
-- Who was invited anew has no password until they choose one.
UPDATE staff SET password_hash = NULL, disabled_at = NULL WHERE id = $1;

-- name: note_staff_change
-- Who did what with whose account; linked to the line before.
INSERT INTO staff_changes (id, staff_id, changed_by, change, roles, organisation_id)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: invited_again_lately
-- The row of the account is held: of two at once the second counts the first.
SELECT count(*)
FROM staff_changes
WHERE staff_id = $1 AND change = 'invited_again'
    AND changed_at > (SELECT network_now()) - interval '1 day';

-- name: forget_staff_changes
-- Kept as long as the record of who was signed in.
SELECT audit_forget('staff_changes', $1, $2);

-- name: open_sign_ins_of
-- For its owner, the newest first; longer than 12 hours no pass holds.
SELECT id, session_hash, opened_at
FROM sign_ins
WHERE staff_id = $1 AND closed_at IS NULL
    AND opened_at > (SELECT network_now()) - interval '12 hours'
ORDER BY opened_at DESC;

-- name: close_sign_ins_of
-- All that may still be used; each is announced.
UPDATE sign_ins
SET closed_at = network_now()
WHERE staff_id = $1 AND closed_at IS NULL
    AND opened_at > (SELECT network_now()) - interval '12 hours'
RETURNING id, session_hash;

-- name: start_tries
-- A row to lock must be there before it is read, also for the first try.
INSERT INTO sign_in_tries (bucket) SELECT unnest($1::text[]) ON CONFLICT (bucket) DO NOTHING;

-- name: read_tries
-- Locked in one order, so that many guesses at once are counted one after the other.
SELECT
    bucket,
    failures,
    greatest(blocked_until - network_now(), interval '0') AS wait,
    greatest(network_now() - tried_at, interval '0') AS since
FROM sign_in_tries
WHERE bucket = ANY($1::text[])
ORDER BY bucket
FOR UPDATE;

-- name: save_tries
-- The wait counts from the network's clock, which also reads it; one moment for both columns. What
-- is over already of the time until a try is forgotten is not lost.
WITH moment AS MATERIALIZED (SELECT network_now() AS now)
UPDATE sign_in_tries
SET
    failures = said.failures,
    blocked_until = moment.now + said.wait,
    tried_at = moment.now - said.carried
FROM
    moment,
    unnest($1::text[], $2::integer[], $3::interval[], $4::interval[])
        AS said (bucket, failures, wait, carried)
WHERE sign_in_tries.bucket = said.bucket;

-- name: give_back_tries
-- The password was right: of what others count into as well, only this try is forgotten.
UPDATE sign_in_tries
SET failures = greatest(failures - 1, 0), blocked_until = network_now()
WHERE bucket IN (
    SELECT bucket FROM sign_in_tries WHERE bucket = ANY($1::text[]) ORDER BY bucket FOR UPDATE
);

-- name: clear_tries
-- Whoever knows the password starts anew, however often they mistyped it.
DELETE FROM sign_in_tries WHERE bucket = $1;

-- name: open_sign_in
-- The record of who signed in; it stays when the session itself is forgotten.
INSERT INTO sign_ins (id, session_hash, staff_id) VALUES ($1, $2, $3);

-- name: close_sign_in
-- Gives the id only the first time, so that signing out twice is announced once.
UPDATE sign_ins
SET closed_at = network_now()
WHERE session_hash = $1 AND closed_at IS NULL
RETURNING id;

-- name: forget_tries
-- A day without a try is long past the longest wait.
DELETE FROM sign_in_tries WHERE tried_at <= (SELECT network_now()) - interval '24 hours';

-- name: add_staff
-- The name is trimmed here because the table refuses blanks around it. A taken one gives nothing.
INSERT INTO staff (id, name, password_hash, role, roles, organisation_id, demo)
VALUES ($1, btrim($2), $3, ($4::text[])[1], $4, $5, $6)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: forget_sign_ins
-- The record of who was signed in when; a session itself ends within a day.
SELECT audit_forget('sign_ins', $1, $2);
