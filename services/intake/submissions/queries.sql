-- name: take_in
-- One statement for all: the request with its reach points, shared/sealing's `claim_key`, and
-- shared/messaging's `append_events`. A used key of the client, a reference that is given or an
-- erased subject stops everything but the count, without an error that would fill the server's log.
-- Counted first: of two at once with one address the second waits here, and sees the first. What is
-- past a cap, or held for another reason, is stored and nothing is said of it; who is in danger is not
-- held. A row of a file is known by its key also when its request is erased. Whom a person must see to
-- is on their list before anybody is told "received", and where words or what is asked for say so, also of
-- one that is held. How many are counted, and up to where, is hidden from the planner by a SELECT each: it
-- would plan anew for each request, because for one and its caps the plan looks cheaper than for any, and
-- that costs as much as storing it.
WITH counted AS (
    INSERT INTO door_counts AS kept (who, by_letter, hour, requests)
    SELECT one.who, one.by_letter, date_trunc('hour', network_now()), 1
    FROM unnest((SELECT $37::text[]), $38::boolean[]) AS one (who, by_letter)
    ON CONFLICT (who, hour) DO UPDATE SET requests = kept.requests + 1
    RETURNING who, hour, requests
),
repeated AS (
    SELECT coalesce(bool_or(
        counted.requests > (SELECT $39::integer) OR counted.requests + (
            SELECT coalesce(sum(earlier.requests), 0)
            FROM door_counts AS earlier
            WHERE earlier.who = counted.who
                AND earlier.hour < counted.hour
                AND earlier.hour > counted.hour - interval '24 hours'
        ) > (SELECT $40::integer)
    ), false) AS is_true
    FROM counted
),
entry AS (
    SELECT (is_true OR $41::boolean) AND NOT $54::boolean AS is_held,
        $42::text[] || CASE WHEN is_true THEN ARRAY['repeated'] ELSE '{}' END AS flags
    FROM repeated
),
request AS (
    INSERT INTO requests (
        id, reference, activation_id, exercise, category, urgency, postal_code, municipality,
        language, channel, on_behalf, min_vetting, first_name, street, area_note, text,
        code_word, status_hash, key_hash, fingerprint, answer, version, state, flags,
        volunteer_allowed, asker_name, relation, address_secret, under_18, payment, escalated, also,
        again_of, may_be_referred
    )
    SELECT $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
        $24, $25, CASE WHEN is_held THEN 0 ELSE 1 END,
        CASE WHEN $54 THEN 'escalated' WHEN is_held THEN 'held' ELSE 'received' END, flags,
        $43::boolean, $44::bytea, $45::text, $46::boolean, $47::boolean, $48::text, $54,
        $59::text[], $60::uuid, $63::boolean
    FROM entry
    WHERE NOT EXISTS (SELECT FROM subject_erasures WHERE subject_hash = $4)
        AND ($14::text <> 'import' OR NOT EXISTS (SELECT FROM imported_rows WHERE key_hash = $23))
    ON CONFLICT DO NOTHING
    RETURNING id, state = 'held' AS is_held
),
imported AS (
    INSERT INTO imported_rows (key_hash) SELECT $23 FROM request WHERE $14 = 'import'
),
claimed AS (
    INSERT INTO subject_keys (subject, ring_key, wrapped) SELECT $1, $2, $3 FROM request
),
reach AS (
    INSERT INTO reach_points (
        request_id, kind, address, language, may_leave_message, mark,
        whose, may_ring, may_text, may_write, place
    )
    SELECT request.id, point.*
    FROM request, unnest(
        $26::text[], $27::bytea[], $28::text[], $29::boolean[], $30::text[],
        $49::text[], $50::boolean[], $51::boolean[], $52::boolean[]
    )
        WITH ORDINALITY AS point
),
called AS (
    INSERT INTO attentions (request_id, reason)
    SELECT request.id, reason
    FROM request, unnest($53::text[]) AS reason
    WHERE NOT request.is_held OR reason = ANY ($58::text[])
),
agreed AS (
    INSERT INTO referral_consents (request_id, said_yes, way, words)
    SELECT id, true, $14::text, $62::text FROM request WHERE $61::boolean
),
promise AS (
    INSERT INTO promises (request_id, heard_by, act_at)
    SELECT id, $55::timestamptz, $56::timestamptz FROM request WHERE NOT is_held
),
linked AS (
    INSERT INTO status_links (token_hash, request_id)
    SELECT link, request.id FROM request, unnest($57::text[]) AS link WHERE NOT request.is_held
),
event AS (
    INSERT INTO outbox (event_id, type, subject, subject_version, traceparent, body)
    SELECT event.*
    FROM request, unnest(
        $31::uuid[], $32::text[], $33::text[], $34::bigint[], $35::text[], $36::text[]
    ) AS event
    WHERE NOT request.is_held
)
SELECT is_held FROM request;

-- name: uncount
-- A repeat of what was sent before is not one more request.
UPDATE door_counts SET requests = requests - 1
WHERE who = ANY ($1::text[]) AND hour = date_trunc('hour', network_now()) AND requests > 0;

-- name: why_not_taken
-- Asked only then, and as a statement of its own, so that whoever was first is seen.
SELECT
    EXISTS (SELECT FROM requests WHERE key_hash = $1)
        OR EXISTS (SELECT FROM imported_rows WHERE key_hash = $1) AS key_taken,
    EXISTS (SELECT FROM subject_erasures WHERE subject_hash = $2) AS erased;

-- name: stored_answer
-- The key outlives the answer: after a day of the network's clock a repeat is told nothing.
SELECT fingerprint, id AS request_id, state,
    CASE WHEN created_at > network_now() - interval '24 hours' THEN answer END AS answer
FROM requests
WHERE key_hash = $1;

-- name: known_key
-- For who only checks a file: the key of a row outlives its request.
SELECT
    EXISTS (SELECT FROM requests WHERE key_hash = $1)
        OR EXISTS (SELECT FROM imported_rows WHERE key_hash = $1) AS is_known,
    (SELECT fingerprint FROM requests WHERE key_hash = $1) AS fingerprint;

-- name: rest_of_request
-- What only its first event says: a held request was not announced yet.
SELECT postal_code, channel, on_behalf, status_hash, code_word, again_of,
    coalesce((
        SELECT said_yes
        FROM referral_consents
        WHERE request_id = requests.id
        ORDER BY referral_consents.id DESC
        LIMIT 1
    ), false) AS agrees,
    CASE WHEN on_behalf THEN coalesce(relation, 'other') END AS relation,
    address_secret, under_18, payment
FROM requests
WHERE id = $1;

-- name: forget_answers
-- The answer holds a link that opens the request; a day is enough for a client to repeat.
UPDATE requests SET answer = NULL
WHERE answer IS NOT NULL AND created_at <= (SELECT network_now()) - interval '24 hours';

-- name: forget_imported_rows
-- Whoever imports has no use for a file that old.
DELETE FROM imported_rows
WHERE key_hash IN (
    SELECT key_hash
    FROM imported_rows
    WHERE received_at < (SELECT network_now()) - $1::interval
    ORDER BY received_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'imported_rows';
