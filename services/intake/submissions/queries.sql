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
        id, reference, activation_id, exercise, category, urgency, postal_code, municipality,
        language, channel, on_behalf, min_vetting, phone, first_name, email, street, area_note,
        text, status_hash, key_hash, fingerprint, answer
    )
    SELECT $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
        $23, $24, $25, $26
    FROM claimed
    RETURNING id
),
event AS (
    INSERT INTO outbox (event_id, type, subject, subject_version, traceparent, body)
    SELECT event.*
    FROM request, unnest(
        $27::uuid[], $28::text[], $29::text[], $30::bigint[], $31::text[], $32::text[]
    ) AS event
)
SELECT id FROM request;

-- name: stored_answer
-- The key outlives the answer: after a day of the network's clock a repeat is told nothing.
SELECT fingerprint, id AS request_id,
    CASE WHEN created_at > network_now() - interval '24 hours' THEN answer END AS answer
FROM requests
WHERE key_hash = $1;

-- name: forget_answers
-- The answer holds a link that opens the request; a day is enough for a client to repeat.
UPDATE requests SET answer = NULL
WHERE answer IS NOT NULL AND created_at <= (SELECT network_now()) - interval '24 hours';
