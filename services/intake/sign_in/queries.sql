-- name: find_passkeys
-- A person has a few.
SELECT credential_id, public_key, sign_count FROM passkeys WHERE staff_id = $1 ORDER BY added_at;

-- name: add_passkey
-- A key that somebody has already is theirs.
INSERT INTO passkeys (credential_id, staff_id, public_key, sign_count) VALUES ($1, $2, $3, $4);

-- name: note_passkey_use
-- A copy of the key is noticed by a count that stands still.
UPDATE passkeys SET sign_count = $2 WHERE credential_id = $1;

-- name: clear_passkeys
-- With a new invitation the former ones open nothing.
DELETE FROM passkeys WHERE staff_id = $1;

-- name: find_totp
-- One code app a person.
SELECT secret, last_step FROM totp_secrets WHERE staff_id = $1;

-- name: set_totp
-- A new secret counts from its own first code.
INSERT INTO totp_secrets (staff_id, secret) VALUES ($1, $2)
ON CONFLICT (staff_id) DO UPDATE SET secret = excluded.secret, last_step = 0;

-- name: use_totp_step
-- Of two that use one code at once the second finds it used.
UPDATE totp_secrets SET last_step = $2 WHERE staff_id = $1 AND last_step < $2 RETURNING last_step;

-- name: clear_totp
-- With a new invitation the former app opens nothing.
DELETE FROM totp_secrets WHERE staff_id = $1;

-- name: count_recovery_codes
-- How many are left.
SELECT count(*) FROM recovery_codes WHERE staff_id = $1;

-- name: add_recovery_codes
-- Only hashes: the codes have 120 random bits.
INSERT INTO recovery_codes (staff_id, code_hash) SELECT $1, unnest($2::text[]);

-- name: use_recovery_code
-- Gone with its use.
DELETE FROM recovery_codes WHERE staff_id = $1 AND code_hash = $2 RETURNING code_hash;

-- name: clear_recovery_codes
-- New ones take the place of all.
DELETE FROM recovery_codes WHERE staff_id = $1;

-- name: begin_half_open
-- By the network's clock, which also ends it.
INSERT INTO half_open_sign_ins (token_hash, staff_id, buckets, challenge, expires_at)
VALUES ($1, $2, $3, $4, network_now() + $5::interval);

-- name: find_half_open
-- For the page that asks for the second factor.
SELECT staff_id, buckets, challenge, tries
FROM half_open_sign_ins
WHERE token_hash = $1 AND expires_at > network_now();

-- name: count_half_open_try
-- Locked and counted before anything is checked; a challenge is signed once.
WITH before AS (
    SELECT staff_id, buckets, challenge, tries
    FROM half_open_sign_ins
    WHERE token_hash = $1 AND expires_at > network_now()
    FOR UPDATE
), counted AS (
    UPDATE half_open_sign_ins
    SET tries = half_open_sign_ins.tries + 1, challenge = $2
    FROM before
    WHERE token_hash = $1
)
SELECT staff_id, buckets, challenge, tries FROM before;

-- name: end_half_open
-- Done, or tried too often.
DELETE FROM half_open_sign_ins WHERE token_hash = $1;

-- name: end_half_open_of
-- The password that began them is not theirs any more.
DELETE FROM half_open_sign_ins WHERE staff_id = $1;

-- name: forget_half_open
-- Nobody came back within minutes.
DELETE FROM half_open_sign_ins WHERE expires_at <= (SELECT network_now());

-- name: invite
-- A second link takes the place of the first, and what was chosen by that is void.
INSERT INTO invitations (token_hash, staff_id, expires_at)
VALUES ($1, $2, network_now() + $3::interval)
ON CONFLICT (staff_id) DO UPDATE
SET token_hash = excluded.token_hash, expires_at = excluded.expires_at,
    password_hash = NULL, challenge = NULL, totp_secret = NULL;

-- name: find_invitation
-- Locked, so that a link pressed twice is used once.
SELECT invitations.staff_id, staff.name, invitations.expires_at, invitations.password_hash,
    invitations.challenge, invitations.totp_secret
FROM invitations
JOIN staff ON staff.id = invitations.staff_id
WHERE token_hash = $1 AND expires_at > network_now() AND staff.disabled_at IS NULL
FOR UPDATE OF invitations;

-- name: choose
-- Kept with the link until the second factor is there: so far nothing of the account has changed.
UPDATE invitations SET password_hash = $2, challenge = $3, totp_secret = $4 WHERE token_hash = $1;

-- name: withdraw_invitation
-- Used once.
DELETE FROM invitations WHERE staff_id = $1;

-- name: forget_invitations
-- The administrator sends a new one.
DELETE FROM invitations WHERE expires_at <= (SELECT network_now());
