-- name: add_volunteer
INSERT INTO volunteers (
    id, email_hash, name, email, phone, language, postal_code, municipality, areas, languages,
    categories, weekly_cap
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

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
    municipality = $8, areas = $9, languages = $10, categories = $11, weekly_cap = $12
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

-- name: add_need
INSERT INTO needs (
    request_id, state, service_line, category, urgency, municipality, postal_code, language,
    volunteer_allowed
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (request_id) DO NOTHING
RETURNING request_id;

-- name: bury_need
INSERT INTO needs (request_id, state) VALUES ($1, 'closed') ON CONFLICT (request_id) DO NOTHING;

-- name: read_need
SELECT request_id, version, state, reason, service_line, category, urgency, municipality,
    postal_code, language, volunteer_allowed
FROM needs
WHERE request_id = $1;

-- name: lock_need
SELECT request_id, version, state, reason, service_line, category, urgency, municipality,
    postal_code, language, volunteer_allowed
FROM needs
WHERE request_id = $1
FOR UPDATE;

-- name: save_need
UPDATE needs
SET version = $2, state = $3, reason = $4, look_at = now() + $5::interval
WHERE request_id = $1;

-- name: take_need
SELECT request_id, version, state, reason, service_line, category, urgency, municipality,
    postal_code, language, volunteer_allowed
FROM needs
WHERE request_id = $1
FOR UPDATE SKIP LOCKED;

-- name: take_due_need
SELECT request_id, version, state, reason, service_line, category, urgency, municipality,
    postal_code, language, volunteer_allowed
FROM needs
WHERE request_id = $1 AND look_at <= now()
FOR UPDATE SKIP LOCKED;

-- name: wake_needs
-- Rows that another transaction holds are being looked at anyway.
UPDATE needs
SET look_at = now()
WHERE request_id IN (
    SELECT need.request_id
    FROM needs AS need
    JOIN volunteers AS volunteer ON volunteer.id = $1
    WHERE need.state = 'unmatched' AND need.reason <> 'not_for_volunteers'
        AND need.municipality = ANY (volunteer.areas)
        AND need.category = ANY (volunteer.categories)
        AND need.language = ANY (volunteer.languages)
        AND NOT EXISTS (
            SELECT FROM matches
            WHERE matches.request_id = need.request_id AND volunteer_id = volunteer.id
        )
    ORDER BY need.created_at
    LIMIT $2
    FOR UPDATE OF need SKIP LOCKED
);

-- name: choose_alone
SELECT pg_advisory_xact_lock(hashtext('porukalla.matching.choosing'));

-- name: able_volunteers
SELECT volunteer.id, languages, categories, areas, weekly_cap, last_asked_at, busy.load,
    false AS asked_before
FROM volunteers AS volunteer
CROSS JOIN LATERAL (
    SELECT count(*) AS load FROM matches
    WHERE volunteer_id = volunteer.id AND (
        state = 'open'
        OR state IN ('accepted', 'completed') AND accepted_at > now() - interval '7 days'
    )
) AS busy
WHERE volunteer.state = 'active'
    AND $2 = ANY (categories) AND $3 = ANY (languages) AND $4 = ANY (areas)
    AND busy.load < weekly_cap
    AND NOT EXISTS (
        SELECT FROM matches WHERE request_id = $1 AND volunteer_id = volunteer.id
    )
ORDER BY last_asked_at NULLS FIRST, volunteer.id
LIMIT $5;

-- name: fitting_volunteers
SELECT volunteer.id, languages, categories, areas, weekly_cap, last_asked_at, busy.load,
    EXISTS (
        SELECT FROM matches WHERE request_id = $1 AND volunteer_id = volunteer.id
    ) AS asked_before
FROM volunteers AS volunteer
CROSS JOIN LATERAL (
    SELECT count(*) AS load FROM matches
    WHERE volunteer_id = volunteer.id AND (
        state = 'open'
        OR state IN ('accepted', 'completed') AND accepted_at > now() - interval '7 days'
    )
) AS busy
WHERE volunteer.state = 'active'
    AND $2 = ANY (categories) AND $3 = ANY (languages) AND $4 = ANY (areas)
ORDER BY volunteer.id;

-- name: read_history
SELECT count(*) AS asked, count(*) FILTER (WHERE state = 'declined') AS declined
FROM matches
WHERE request_id = $1;

-- name: add_match
-- One statement for both: everybody else who is choosing waits for it.
WITH turn AS (
    UPDATE volunteers SET last_asked_at = clock_timestamp() WHERE id = $3
)
INSERT INTO matches (id, request_id, volunteer_id, attempt, token_hash, expires_at)
VALUES ($1, $2, $3, $4, $6, now() + $5::interval)
RETURNING id, request_id, volunteer_id, version, state, expires_at, false AS lapsed, minutes;

-- name: read_match
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= now() AS lapsed
FROM matches
WHERE id = $1;

-- name: match_by_proposal
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= now() AS lapsed
FROM matches
WHERE token_hash = $1;

-- name: match_by_task
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= now() AS lapsed
FROM task_links
JOIN matches ON matches.id = task_links.match_id
WHERE task_links.token_hash = $1;

-- name: live_match
SELECT id, request_id, volunteer_id, version, state, expires_at, minutes,
    expires_at <= now() AS lapsed
FROM matches
WHERE request_id = $1 AND state IN ('open', 'accepted')
ORDER BY state
LIMIT 1;

-- name: accept_match
UPDATE matches
SET state = 'accepted', version = $2, accepted_at = now()
WHERE id = $1 AND version < $2 AND state = 'open' AND expires_at > now()
RETURNING id;

-- name: end_match
UPDATE matches
SET state = $3, version = $2, minutes = $4, ended_at = now()
WHERE id = $1 AND version < $2 AND state IN ('open', 'accepted');

-- name: count_event
UPDATE matches SET version = $2 WHERE id = $1 AND version < $2;

-- name: allow_access
UPDATE matches
SET access_issued_at = now(), access_count = access_count + 1
WHERE id = $1 AND state = 'accepted' AND access_count < 10
    AND (access_issued_at IS NULL OR access_issued_at <= now() - interval '1 minute')
RETURNING id;

-- name: add_task_link
INSERT INTO task_links (token_hash, match_id) VALUES ($1, $2);

-- name: lapsed_matches
SELECT id FROM matches
WHERE state = 'open' AND expires_at <= now()
ORDER BY expires_at
LIMIT $1;

-- name: due_needs
SELECT request_id FROM needs WHERE look_at <= now() ORDER BY look_at, created_at LIMIT $1;
