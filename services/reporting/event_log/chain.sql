-- name: newest_link
-- The end of the chain, to be published: whoever has it can tell later that nothing before was changed.
SELECT position, encode(hash, 'hex') AS hash, (linked_at AT TIME ZONE 'UTC')::date AS day
FROM log_links
ORDER BY position DESC
LIMIT 1;

-- name: read_links
-- Some at a time, each with what its rows say now; a link of no events can only be the first one.
WITH links AS MATERIALIZED (
    SELECT position, events, marks, hash FROM log_links WHERE position > $1 ORDER BY position LIMIT $3
),
in_order AS (
    SELECT position, events, marks, hash, lag(position, 1, $1) OVER (ORDER BY position) AS after,
        lag(hash, 1, $2::bytea) OVER (ORDER BY position) AS previous
    FROM links
)
SELECT position, after, in_order.events, in_order.marks, hash,
    CASE
        WHEN in_order.events = 0 THEN
            after = 0 AND hash = sha256(convert_to('before ' || position, 'UTF8'))
        ELSE
            in_order.events = now.events AND in_order.marks = now.marks
            AND hash = log_hash(previous, now.digests)
    END AS holds
FROM in_order
CROSS JOIN LATERAL (
    SELECT count(*) AS events,
        coalesce(string_agg(digest, '' ORDER BY place), '') AS digests,
        coalesce(string_agg(substr(digest, 1, 8), '' ORDER BY place), '') AS marks
    FROM log_digests(after, CASE WHEN in_order.events > 0 THEN position ELSE 0 END)
) AS now
ORDER BY position;

-- name: marks_between
-- To find the row of a batch that is not as it was.
SELECT place, substr(digest, 1, 8) AS mark FROM log_digests($1, $2) ORDER BY place;

-- name: first_after
-- What came after the last link was stored by nobody who may.
SELECT min(position) FROM event_log WHERE position > $1;

-- name: hash_at
-- To hold against what was published.
SELECT encode(hash, 'hex') FROM log_links WHERE position = $1;

-- name: count_before
-- What was stored before there were links is told apart: the chain knows only how many there may be.
SELECT count(*) FROM event_log
WHERE position <= coalesce((SELECT position FROM log_links WHERE events = 0 ORDER BY position LIMIT 1), 0);

-- name: count_later
-- Events of types that this version does not know are kept, and counted here.
SELECT type, count(*) AS events FROM event_log WHERE type <> ALL ($1::text[]) GROUP BY type ORDER BY type;
