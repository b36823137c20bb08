-- name: hearers
-- Whose address nobody has confirmed is among them: the page shows them, and the letter waits.
SELECT organisation_id, form
FROM letter_wishes
WHERE $1 = ANY (types) AND (municipalities = '{}' OR $2 = ANY (municipalities))
    AND (lines = '{}' OR $3::text IS NULL OR $3 = ANY (lines))
    AND ($4::uuid IS NULL OR organisation_id = $4)
ORDER BY organisation_id;

-- name: keep_own_news
-- An event that comes again is known by the key.
INSERT INTO organisation_news (
    organisation_id, event_id, type, occurred_at, link, municipality, line, due_at
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT DO NOTHING;

-- name: lock_wish
-- Two members at once must not undo each other's change.
SELECT organisation_id, form, types, municipalities, lines, language, address,
    confirmed_at IS NOT NULL AS is_confirmed
FROM letter_wishes
WHERE organisation_id = $1
FOR UPDATE;

-- name: choose
-- A new address is believed by nobody until it is confirmed; an address that stays stays believed.
INSERT INTO letter_wishes (
    organisation_id, form, types, municipalities, lines, language, address, token_hash,
    token_expires_at, confirmed_at, activation_id, exercise, asked, asked_since
)
VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $8::text IS NOT NULL THEN network_now() + $9::interval END,
    NULL, $10, $11, ($8::text IS NOT NULL)::integer, CASE WHEN $8::text IS NOT NULL THEN network_now() END
)
ON CONFLICT (organisation_id) DO UPDATE
SET form = excluded.form, types = excluded.types, municipalities = excluded.municipalities,
    lines = excluded.lines, language = excluded.language,
    address = coalesce(excluded.address, letter_wishes.address),
    token_hash = excluded.token_hash, token_expires_at = excluded.token_expires_at,
    confirmed_at = CASE WHEN excluded.token_hash IS NULL THEN letter_wishes.confirmed_at END,
    asked = excluded.asked + CASE
        WHEN excluded.token_hash IS NULL
            OR letter_wishes.asked_since > network_now() - interval '1 day'
            THEN letter_wishes.asked
        ELSE 0
    END,
    asked_since = CASE
        WHEN excluded.token_hash IS NULL
            OR letter_wishes.asked_since > network_now() - interval '1 day'
            THEN letter_wishes.asked_since
        ELSE network_now()
    END,
    changed_at = network_now();

-- name: asked_lately
-- A day from the first of them; whoever asks holds the row.
SELECT asked
FROM letter_wishes
WHERE organisation_id = $1 AND asked_since > network_now() - interval '1 day';

-- name: forget_wish
-- With the key of the address.
DELETE FROM letter_wishes WHERE organisation_id = $1;

-- name: removed_with_waiting
-- Also what was taken in at the moment at which it was removed. Two at once let go of different rows.
SELECT endpoints.id AS endpoint,
    EXISTS (SELECT FROM recalls WHERE whose = endpoints.organisation_id) AS has_left
FROM endpoints
WHERE removed_at IS NOT NULL
    AND EXISTS (SELECT FROM deliveries WHERE endpoint_id = endpoints.id AND state = 'waiting')
LIMIT 1;

-- name: confirm_address
-- Once: the link opens nothing afterwards.
UPDATE letter_wishes
SET confirmed_at = network_now(), token_hash = NULL, token_expires_at = NULL
WHERE token_hash = $1 AND token_expires_at > network_now()
RETURNING organisation_id;

-- name: plan_anew
-- What no letter has told yet goes by the new wish.
UPDATE organisation_news SET due_at = $2
WHERE organisation_id = $1 AND due_at IS NOT NULL AND told_in IS NULL;

-- name: lock_due_letter
-- One organisation at a time; another process takes another one.
SELECT letter_wishes.organisation_id, letter_wishes.address, letter_wishes.language,
    letter_wishes.activation_id, letter_wishes.exercise
FROM letter_wishes
WHERE confirmed_at IS NOT NULL AND form <> 'page' AND EXISTS (
    SELECT
    FROM organisation_news
    WHERE organisation_news.organisation_id = letter_wishes.organisation_id
        AND due_at <= (SELECT network_now()) AND told_in IS NULL
)
LIMIT 1
FOR UPDATE SKIP LOCKED;

-- name: tell
-- In the transaction that keeps the letter: nothing is told twice, and nothing is forgotten.
UPDATE organisation_news SET told_in = $2
WHERE organisation_id = $1 AND due_at <= (SELECT network_now()) AND told_in IS NULL
RETURNING type, municipality;

-- name: newest_news
-- What an organisation heard, in whichever form.
SELECT organisation_id AS organisation, event_id, type, occurred_at, link, municipality, line, due_at
FROM organisation_news
WHERE organisation_id = $1
ORDER BY occurred_at DESC
LIMIT $2;

-- name: one_news
-- The page that a link of an event opens.
SELECT organisation_id AS organisation, event_id, type, occurred_at, link, municipality, line, due_at
FROM organisation_news
WHERE organisation_id = $1 AND event_id = $2;

-- name: forget_organisation_news
-- With the deliveries that told of them.
WITH oldest AS MATERIALIZED (
    SELECT organisation_id, event_id
    FROM organisation_news
    WHERE kept_at < (SELECT network_now()) - $1::interval
    ORDER BY kept_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
DELETE FROM organisation_news
WHERE (organisation_id, event_id) IN (SELECT organisation_id, event_id FROM oldest)
RETURNING 'organisation_news';
