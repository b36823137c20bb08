-- name: confirmation_ages
-- Those of the last day, by the network's clock, by which hour and lifetime go, too.
SELECT network_now() - created_at AS age FROM confirmations
WHERE volunteer_id = $1 AND created_at > network_now() - interval '1 day';

-- name: keep_confirmation
-- Every one is kept: those of the last day are counted.
INSERT INTO confirmations (token_hash, volunteer_id, expires_at)
VALUES ($2, $1, network_now() + $3::interval);

-- name: expire_earlier_confirmations
-- One link works at a time: the newest, which is the one that people find in their mail.
UPDATE confirmations SET expires_at = network_now()
WHERE volunteer_id = $1 AND token_hash <> $2 AND expires_at > network_now();

-- name: read_confirmation
-- Link and person in one read; it is expired by the network's clock.
SELECT volunteers.id, state, postal_code, municipality, areas, languages, categories, weekly_cap,
    activation_id, exercise, used_at IS NOT NULL AS used,
    expires_at <= network_now() AS expired
FROM confirmations
JOIN volunteers ON volunteers.id = confirmations.volunteer_id
WHERE token_hash = $1;

-- name: use_confirmations
-- No link of theirs is left to be found unconfirmed.
UPDATE confirmations SET used_at = network_now() WHERE volunteer_id = $1 AND used_at IS NULL;

-- name: can_confirm
-- Asked after the lock, as a statement of its own, so that a link kept meanwhile is seen.
SELECT EXISTS (
    SELECT FROM confirmations WHERE volunteer_id = $1 AND expires_at > network_now()
);

-- name: forget_confirmations
-- Used ones only: by the others an applicant who never came back is found.
DELETE FROM confirmations
WHERE token_hash IN (
    SELECT token_hash
    FROM confirmations
    WHERE used_at IS NOT NULL AND expires_at < (SELECT network_now()) - $1::interval
    ORDER BY expires_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'confirmations';

-- name: erase_confirmations
-- A link that was mailed to them opens nothing any more.
DELETE FROM confirmations WHERE volunteer_id = $1;

-- name: member_link_ages
-- As of confirmations.
SELECT network_now() - created_at AS age FROM member_links
WHERE volunteer_id = $1 AND created_at > network_now() - interval '1 day';

-- name: keep_member_link
-- As of confirmations.
INSERT INTO member_links (token_hash, volunteer_id, expires_at)
VALUES ($2, $1, network_now() + $3::interval);

-- name: whose_member_link
-- One that has run out is nobody's.
SELECT volunteer_id FROM member_links WHERE token_hash = $1 AND expires_at > network_now();

-- name: expire_earlier_member_links
-- As of confirmations.
UPDATE member_links SET expires_at = network_now()
WHERE volunteer_id = $1 AND token_hash <> $2 AND expires_at > network_now();

-- name: forget_member_links
-- Those of the last day are still counted.
DELETE FROM member_links
WHERE token_hash IN (
    SELECT token_hash
    FROM member_links
    WHERE expires_at < (SELECT network_now()) - $1::interval
    ORDER BY expires_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'member_links';

-- name: erase_member_links
-- A link that was mailed to them opens nothing any more.
DELETE FROM member_links WHERE volunteer_id = $1;
