-- name: keep_letter
INSERT INTO letters (delivery_id, language, recipient, content) VALUES ($1, $2, $3, $4);

-- name: read_letter
SELECT deliveries.kind AS template, letters.language, letters.recipient, letters.content
FROM letters
JOIN deliveries ON deliveries.id = letters.delivery_id
WHERE letters.delivery_id = $1;

-- name: destroy_letter
DELETE FROM letters WHERE delivery_id = $1;

-- name: outgoing_letters
-- Stuck is what was tried in vain, or was due for half a minute, since the last one that left:
-- one address that refuses for now says nothing when others' letters left after it.
WITH last AS (
    SELECT max(finished_at) AS sent_at
    FROM (
        SELECT finished_at
        FROM deliveries
        WHERE channel = 'email' AND state = 'sent'
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
    WHERE deliveries.channel = 'email' AND deliveries.state = 'waiting'
        AND (
            attempts.ended_at > coalesce(last.sent_at, '-infinity')
            OR deliveries.due_at < now() - interval '30 seconds'
        )
)
SELECT
    (SELECT sent_at FROM last) AS last_sent_at,
    count(*) AS stuck,
    (array_agg(response ORDER BY ended_at DESC NULLS LAST))[1] AS response
FROM stuck;

-- name: fate_of_letter
SELECT state, response FROM deliveries WHERE id = $1 AND channel = 'email';
