-- name: keep_letter
-- Apart from its delivery, which stays when recipient and content are destroyed.
INSERT INTO letters (delivery_id, language, recipient, content) VALUES ($1, $2, $3, $4);

-- name: read_letter
-- The template's name says nothing of anybody and stays with the delivery.
SELECT deliveries.kind AS template, letters.language, letters.recipient, letters.content
FROM letters
JOIN deliveries ON deliveries.id = letters.delivery_id
WHERE letters.delivery_id = $1;

-- name: destroy_letter
-- Once it has ended nobody needs to know to whom it went.
DELETE FROM letters WHERE delivery_id = $1;

-- name: await_recall
-- A letter that comes while its recall is being stored would be seen by neither.
SELECT pg_advisory_xact_lock(hashtextextended('recalls/' || $1, 0));

-- name: note_recall
-- Kept beyond what waits now: a letter may come after its recall.
INSERT INTO recalls (whose) VALUES ($1) ON CONFLICT (whose) DO NOTHING;

-- name: is_recalled
-- Asked once for each letter that comes.
SELECT EXISTS (SELECT FROM recalls WHERE whose = $1);

-- name: outgoing_letters
-- Stuck is what was tried in vain, or was due for half a minute, since the last one that left:
-- one address that refuses for now says nothing when others' letters left after it.
WITH last AS (
    SELECT max(finished_at) AS sent_at
    FROM (
        SELECT finished_at
        FROM deliveries
        WHERE channel = $1 AND endpoint_id IS NULL AND state = 'sent'
        ORDER BY created_at DESC
        LIMIT 20
    ) AS newest
),
stuck AS (
    SELECT deliveries.response, attempts.ended_at
    FROM deliveries
    CROSS JOIN last
    LEFT JOIN attempts
        ON attempts.delivery_id = deliveries.id AND attempts.number = deliveries.attempts
    WHERE deliveries.channel = $1 AND deliveries.endpoint_id IS NULL
        AND deliveries.state = 'waiting'
        AND (
            attempts.ended_at > coalesce(last.sent_at, '-infinity')
            OR deliveries.due_at < (SELECT network_now()) - interval '30 seconds'
        )
)
SELECT
    (SELECT sent_at FROM last) AS last_sent_at,
    count(*) AS stuck,
    (array_agg(response ORDER BY ended_at DESC NULLS LAST))[1] AS response
FROM stuck;

-- name: fate_of_letter
-- News have an endpoint: an operator who asks for a letter is not told of them.
SELECT state, response FROM deliveries WHERE id = $1 AND endpoint_id IS NULL;

-- name: forget_recalls
-- From when no letter to whoever was erased can come any more.
DELETE FROM recalls
WHERE whose IN (
    SELECT whose
    FROM recalls
    WHERE recalled_at < (SELECT network_now()) - $1::interval
    ORDER BY recalled_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'recalls';
