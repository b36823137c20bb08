-- name: take_in
-- One statement for all: shared/sealing's `claim_key`, the request, and shared/messaging's
-- `append_events`. Without its key nothing is kept, and a used key of the client stops everything.
WITH claimed AS (
    INSERT INTO subject_keys (subject, ring_key, wrapped)
    SELECT $1, $2, $3
    WHERE NOT EXISTS (SELECT FROM subject_erasures WHERE subject_hash = $4)
    RETURNING subject
),
request AS (
    INSERT INTO requests (
        id, reference, category, urgency, postal_code, municipality, language, channel,
        on_behalf, phone, first_name, email, street, area_note, text, status_hash, key_hash,
        fingerprint, answer
    )
    SELECT $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23
    FROM claimed
    RETURNING id
),
event AS (
    INSERT INTO outbox (event_id, type, subject, subject_version, traceparent, body)
    SELECT event.*
    FROM request, unnest(
        $24::uuid[], $25::text[], $26::text[], $27::bigint[], $28::text[], $29::text[]
    ) AS event
)
SELECT id FROM request;

-- name: stored_answer
SELECT fingerprint, id AS request_id,
    CASE WHEN created_at > now() - interval '24 hours' THEN answer END AS answer
FROM requests
WHERE key_hash = $1;

-- name: request_by_link
SELECT id, reference, version, state, closure, category, urgency, language, municipality,
    created_at
FROM requests
WHERE status_hash = $1 OR id = (SELECT request_id FROM status_links WHERE token_hash = $1);

-- name: lock_request
SELECT id, reference, version, state, closure, category, urgency, language, municipality,
    created_at
FROM requests
WHERE id = $1
FOR UPDATE;

-- name: read_contact
SELECT phone, first_name, email, street, area_note, text FROM requests WHERE id = $1;

-- name: read_proposals
SELECT match_id, volunteer_id, version, state, attempt FROM proposals WHERE request_id = $1;

-- name: read_unmatched
SELECT version, reason, considered, asked, declined, at_their_cap
FROM unmatched_notices
WHERE request_id = $1;

-- name: keep_proposal
INSERT INTO proposals (match_id, request_id, volunteer_id, version, state, attempt)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (match_id) DO UPDATE
SET version = excluded.version, state = excluded.state, attempt = excluded.attempt,
    heard_at = now()
WHERE proposals.version <= excluded.version;

-- name: keep_unmatched
INSERT INTO unmatched_notices (
    request_id, version, reason, considered, asked, declined, at_their_cap
)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (request_id) DO UPDATE
SET version = excluded.version, reason = excluded.reason, considered = excluded.considered,
    asked = excluded.asked, declined = excluded.declined, at_their_cap = excluded.at_their_cap,
    heard_at = now()
WHERE unmatched_notices.version < excluded.version;

-- name: save_standing
UPDATE requests SET version = $2, state = $3, closure = $4, changed_at = now() WHERE id = $1;

-- name: add_status_link
INSERT INTO status_links (token_hash, request_id) VALUES ($1, $2);

-- name: read_assignment
SELECT match_id, code_word FROM assignments WHERE request_id = $1 AND closed_at IS NULL;

-- name: open_assignment
INSERT INTO assignments (request_id, match_id, volunteer_id, code_word) VALUES ($1, $2, $3, $4);

-- name: close_assignment
UPDATE assignments SET closed_at = now() WHERE request_id = $1 AND closed_at IS NULL;

-- name: keep_contact_link
INSERT INTO contact_links (token_hash, match_id, request_id, volunteer_id, expires_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (token_hash) DO NOTHING;

-- name: read_contact_link
SELECT link.match_id, link.request_id, link.volunteer_id,
    link.used_at IS NOT NULL AS used,
    link.expires_at <= now() AS expired,
    EXISTS (
        SELECT FROM assignments
        WHERE match_id = link.match_id AND request_id = link.request_id AND closed_at IS NULL
    ) AS assigned,
    request.state = 'closed' OR EXISTS (
        SELECT FROM proposals
        WHERE match_id = link.match_id AND state NOT IN ('open', 'accepted')
    ) AS over,
    EXISTS (
        SELECT FROM contact_links AS used
        WHERE used.match_id = link.match_id AND used.browser_hash = $2
    ) AS bound
FROM contact_links AS link
JOIN requests AS request ON request.id = link.request_id
WHERE link.token_hash = $1;

-- name: use_contact_link
UPDATE contact_links
SET used_at = now(), browser_hash = $2
WHERE token_hash = $1 AND used_at IS NULL AND expires_at > now()
RETURNING match_id;

-- name: note_view
INSERT INTO contact_views (request_id, match_id, volunteer_id) VALUES ($1, $2, $3);

-- name: new_draft
INSERT INTO drafts (id, token_hash, expires_at) VALUES ($1, $2, now() + $3::interval);

-- name: read_draft
SELECT id, fields, answer FROM drafts WHERE token_hash = $1 AND expires_at > now() FOR UPDATE;

-- name: save_draft
UPDATE drafts SET fields = $2, answer = $3 WHERE id = $1;

-- name: find_staff
SELECT id, password_hash, role
FROM staff
WHERE lower(name) = lower(btrim($1)) AND disabled_at IS NULL;

-- name: start_tries
INSERT INTO sign_in_tries (bucket) VALUES ($1) ON CONFLICT (bucket) DO NOTHING;

-- name: read_tries
SELECT failures, greatest(blocked_until - now(), interval '0') AS wait
FROM sign_in_tries
WHERE bucket = $1
FOR UPDATE;

-- name: save_tries
UPDATE sign_in_tries
SET failures = $2, blocked_until = now() + $3::interval, tried_at = now()
WHERE bucket = $1;

-- name: clear_tries
DELETE FROM sign_in_tries WHERE bucket = $1;

-- name: open_sign_in
INSERT INTO sign_ins (id, session_hash, staff_id) VALUES ($1, $2, $3);

-- name: close_sign_in
UPDATE sign_ins
SET closed_at = now()
WHERE session_hash = $1 AND closed_at IS NULL
RETURNING id;

-- name: board
SELECT request.id, request.reference, request.state, request.category, request.urgency,
    request.municipality, now() - request.created_at AS waiting,
    notice.version, notice.reason, notice.considered, notice.asked, notice.declined,
    notice.at_their_cap
FROM requests AS request
LEFT JOIN unmatched_notices AS notice
    ON notice.request_id = request.id AND request.state = 'unmatched'
WHERE request.state NOT IN ('closed', 'assigned')
ORDER BY
    request.state <> 'unmatched',
    array_position(
        ARRAY['today', 'within_2_days', 'within_a_week', 'no_hurry'], request.urgency
    ),
    request.created_at
LIMIT $1;

-- name: count_states
SELECT state, count(*) AS requests FROM requests GROUP BY state;

-- name: expired_drafts
SELECT id FROM drafts WHERE expires_at <= now() ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED;

-- name: delete_drafts
DELETE FROM drafts WHERE id = ANY ($1::uuid[]);

-- name: forget_answers
UPDATE requests SET answer = NULL
WHERE answer IS NOT NULL AND created_at <= now() - interval '24 hours';

-- name: forget_tries
DELETE FROM sign_in_tries WHERE tried_at <= now() - interval '24 hours';

-- name: add_staff
INSERT INTO staff (id, name, password_hash, role) VALUES ($1, btrim($2), $3, $4);

-- name: find_reference
SELECT id FROM requests WHERE reference = $1;
