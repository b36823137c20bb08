-- name: add_volunteer
INSERT INTO volunteers (
    id, email_hash, name, email, phone, language, postal_code, municipality, areas, languages,
    categories, weekly_cap, home
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: volunteer_by_email
SELECT id, state, language, postal_code, municipality, areas, languages, categories, weekly_cap
FROM volunteers
WHERE email_hash = ANY ($1::text[])
FOR UPDATE;

-- name: read_volunteer
SELECT id, state, language, postal_code, municipality, areas, languages, categories, weekly_cap
FROM volunteers
WHERE id = $1;

-- name: read_contact
SELECT name, email, phone FROM volunteers WHERE id = $1;

-- name: change_application
UPDATE volunteers
SET email_hash = $2, name = $3, email = $4, phone = $5, language = $6, postal_code = $7,
    municipality = $8, areas = $9, languages = $10, categories = $11, weekly_cap = $12, home = $13
WHERE id = $1 AND state = 'applied';

-- name: expire_earlier
UPDATE confirmations SET expires_at = now()
WHERE volunteer_id = $1 AND token_hash <> $2 AND expires_at > now();

-- name: keep_confirmation
INSERT INTO confirmations (token_hash, volunteer_id, expires_at)
SELECT $2, $1, now() + $3::interval
WHERE (
    SELECT count(*) FROM confirmations
    WHERE volunteer_id = $1 AND created_at > now() - interval '1 hour'
) < 3
RETURNING token_hash;

-- name: read_confirmation
SELECT volunteers.id, state, language, postal_code, municipality, areas, languages, categories,
    weekly_cap, used_at IS NOT NULL AS used, expires_at <= now() AS expired
FROM confirmations
JOIN volunteers ON volunteers.id = confirmations.volunteer_id
WHERE token_hash = $1;

-- name: activate
UPDATE volunteers
SET state = 'active', activated_at = now()
WHERE id = $1 AND state = 'applied'
RETURNING id;

-- name: use_confirmations
UPDATE confirmations SET used_at = now() WHERE volunteer_id = $1 AND used_at IS NULL;

-- name: unconfirmed_applicants
SELECT DISTINCT volunteer_id FROM confirmations AS old
WHERE expires_at <= now() AND used_at IS NULL AND NOT EXISTS (
    SELECT FROM confirmations AS newer
    WHERE newer.volunteer_id = old.volunteer_id AND newer.expires_at > now()
)
LIMIT $1;

-- name: take_applicant
SELECT id FROM volunteers WHERE id = $1 AND state = 'applied' FOR UPDATE SKIP LOCKED;

-- name: can_confirm
-- Asked after the lock, as a statement of its own, so that a link kept meanwhile is seen.
SELECT EXISTS (SELECT FROM confirmations WHERE volunteer_id = $1 AND expires_at > now());

-- name: delete_applicant
DELETE FROM volunteers WHERE id = $1;
