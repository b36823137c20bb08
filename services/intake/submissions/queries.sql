-- name: take_in
-- One statement for all: the request with its reach points, shared/sealing's `claim_key`, and
-- shared/messaging's `append_events`. A used key of the client, a reference that is given or an
-- erased subject stops everything, without an error that would fill the server's log.
WITH request AS (
    INSERT INTO requests (
        id, reference, activation_id, exercise, category, urgency, postal_code, municipality,
        language, channel, on_behalf, min_vetting, first_name, street, area_note, text,
        status_hash, key_hash, fingerprint, answer
    )
    SELECT $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
        $23, $24
    WHERE NOT EXISTS (SELECT FROM subject_erasures WHERE subject_hash = $4)
    ON CONFLICT DO NOTHING
    RETURNING id
),
claimed AS (
    INSERT INTO subject_keys (subject, ring_key, wrapped) SELECT $1, $2, $3 FROM request
),
reach AS (
    INSERT INTO reach_points (request_id, kind, address, language, may_leave_message, place)
    SELECT request.id, point.*
    FROM request, unnest($25::text[], $26::bytea[], $27::text[], $28::boolean[])
        WITH ORDINALITY AS point
),
event AS (
    INSERT INTO outbox (event_id, type, subject, subject_version, traceparent, body)
    SELECT event.*
    FROM request, unnest(
        $29::uuid[], $30::text[], $31::text[], $32::bigint[], $33::text[], $34::text[]
    ) AS event
)
SELECT id FROM request;

-- name: why_not_taken
-- Asked only then, and as a statement of its own, so that whoever was first is seen.
SELECT
    EXISTS (SELECT FROM requests WHERE key_hash = $1) AS key_taken,
    EXISTS (SELECT FROM subject_erasures WHERE subject_hash = $2) AS erased;

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
