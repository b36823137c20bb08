-- name: list_accounts
-- Those who work here are few; counts are read for each by its key.
SELECT staff.id, staff.name, staff.roles, staff.organisation_id, staff.demo,
    staff.disabled_at IS NOT NULL AS disabled,
    staff.password_hash IS NOT NULL AS has_password,
    (SELECT count(*) FROM passkeys WHERE staff_id = staff.id) AS passkeys,
    EXISTS (SELECT FROM totp_secrets WHERE staff_id = staff.id) AS has_totp,
    (SELECT count(*) FROM recovery_codes WHERE staff_id = staff.id) AS recovery_codes,
    (SELECT count(*) FROM sign_ins WHERE staff_id = staff.id AND closed_at IS NULL
        AND opened_at > (SELECT network_now()) - interval '12 hours') AS sessions,
    (SELECT expires_at FROM invitations WHERE staff_id = staff.id
        AND expires_at > (SELECT network_now())) AS invited_until,
    (SELECT max(opened_at) FROM sign_ins WHERE staff_id = staff.id) AS last_signed_in
FROM staff
WHERE $1::uuid IS NULL OR staff.id = $1
ORDER BY staff.disabled_at IS NOT NULL, lower(staff.name);

-- name: lock_account
-- So that two administrators change one account one after the other.
SELECT id FROM staff WHERE id = $1 FOR UPDATE;

-- name: find_account
-- By the name that is typed to sign in, whether it may be used or not.
SELECT id FROM staff WHERE lower(name) = lower(btrim($1));
