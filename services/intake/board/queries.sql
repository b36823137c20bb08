-- name: waiting
-- What waits for the coordinator comes first, then the most urgent, then the longest waiting; a page
-- begins after the last line of the one before, so that what was helped meanwhile moves nothing.
SELECT id
FROM requests AS request
WHERE state <> 'closed' AND state = ANY($1::text[])
    AND ($2::text IS NULL OR category = $2 OR $2 = ANY(also))
    AND ($3::text IS NULL OR municipality = $3 OR postal_code = $3)
    AND ($4::text IS NULL OR urgency = $4)
    AND (
        $5::boolean IS NULL
        OR (
            state <> 'unmatched',
            array_position(ARRAY['today', 'within_2_days', 'within_a_week', 'no_hurry'], urgency),
            created_at,
            id
        ) > ($5, $6::integer, $7::timestamptz, $8::uuid)
    )
ORDER BY
    state <> 'unmatched',
    array_position(ARRAY['today', 'within_2_days', 'within_a_week', 'no_hurry'], urgency),
    created_at,
    id
LIMIT $9;

-- name: closed_today
-- What ended last comes first; a day begins at midnight where the help is given.
SELECT id
FROM requests AS request
WHERE state = 'closed'
    AND changed_at >= date_trunc('day', (SELECT network_now()), 'Europe/Helsinki')
    AND ($1::text IS NULL OR category = $1 OR $1 = ANY(also))
    AND ($2::text IS NULL OR municipality = $2 OR postal_code = $2)
    AND ($3::text IS NULL OR urgency = $3)
    AND ($4::timestamptz IS NULL OR (changed_at, id) < ($4, $5::uuid))
ORDER BY changed_at DESC, id DESC
LIMIT $6;

-- name: lines
-- What is shown of these, in their order; who ended is asked for neither a notice nor a wait.
SELECT request.id, request.reference, request.state, request.category, request.also,
    request.urgency, request.municipality, request.postal_code, request.flags, request.created_at,
    request.changed_at, request.closure, (SELECT network_now()) - request.created_at AS waiting,
    notice.version, notice.reason, notice.considered, notice.asked, notice.declined,
    notice.at_their_cap, notice.standing_number
FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place)
JOIN requests AS request USING (id)
LEFT JOIN unmatched_notices AS notice
    ON notice.request_id = request.id AND request.state = 'unmatched'
ORDER BY wanted.place;

-- name: look
-- One statement, so that what it tells and the snapshot it gives are of one moment: whatever is committed
-- later is told the next time. What another server noted, of which this is a backup, is told by nobody.
SELECT pg_current_snapshot()::text AS snapshot, (SELECT network_now()) AS at, change.request_id,
    change.was
FROM (VALUES (1)) AS once
LEFT JOIN (
    SELECT xact, request_id, was
    FROM board_changes
    WHERE xact >= pg_snapshot_xmin($1::text::pg_snapshot)
        AND NOT pg_visible_in_snapshot(xact, $1::text::pg_snapshot)
        AND pg_visible_in_snapshot(xact, pg_current_snapshot())
) AS change ON true
ORDER BY change.xact;

-- name: reports_of_lines
-- Apart from the lines, for both tables count the same things by the same names.
SELECT request_id, version, fitting, asked, waiting, declined, silent, at_their_cap, asked_enough,
    look_at
FROM search_reports
WHERE request_id = ANY($1);

-- name: linked_of_lines
-- Only what is open: of what has ended the page of acts tells.
SELECT own_id, id, reference, state FROM linked_with($1) WHERE state <> 'closed' ORDER BY own_id, reference;

-- name: wishes_of_lines
-- A long list of old answers would hide the line: what is on its way, then the newest, three in all.
SELECT request_id, id, volunteer_number, manner, overrides, reason, answer, more, due_at
FROM (
    SELECT every.*, row_number() OVER (
        PARTITION BY request_id ORDER BY answer IS NOT NULL, asked_at DESC, id DESC
    ) AS place
    FROM (
        SELECT request_id, id, volunteer_number, manner, overrides, reason, answer, more,
            NULL::timestamptz AS due_at, asked_at
        FROM wishes
        WHERE request_id = ANY($1)
        UNION ALL
        SELECT request_id, id, volunteer_number, manner, overrides, reason, answer, NULL,
            CASE WHEN answer IS NULL THEN due_at END, wished_at
        FROM due_wishes
        WHERE request_id = ANY($1)
    ) AS every
) AS wish
WHERE place <= 3
ORDER BY request_id, place;

-- name: count_states
-- All requests, not only those listed; what is closed grows without end and is counted as it closes.
SELECT state, count(*) AS requests FROM requests WHERE state <> 'closed' GROUP BY state
UNION ALL
SELECT 'closed', sum(requests)::bigint FROM closed_counts HAVING sum(requests) <> 0;

-- name: count_closed_today
-- The index of those that closed is in the order of their ends.
SELECT count(*)
FROM requests
WHERE state = 'closed'
    AND changed_at >= date_trunc('day', (SELECT network_now()), 'Europe/Helsinki');

-- name: count_places
-- By area for the map; a secret address has no postal code and counts for its municipality.
SELECT municipality, postal_code, count(*) AS requests
FROM requests
WHERE state <> 'closed' AND state = ANY($1::text[])
    AND ($2::text IS NULL OR category = $2 OR $2 = ANY(also))
    AND ($3::text IS NULL OR urgency = $3)
GROUP BY municipality, postal_code
ORDER BY municipality, postal_code;

-- name: usual_waits
-- From the asking to the first helper, of those that ended in the last thirty days and had one; also
-- by need alone, for urgencies of which there were too few.
SELECT request.category, request.urgency,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY helped.since - request.created_at) AS wait
FROM requests AS request
CROSS JOIN LATERAL (
    SELECT min(opened_at) AS since FROM assignments WHERE request_id = request.id
) AS helped
WHERE request.state = 'closed'
    AND request.changed_at > (SELECT network_now()) - interval '30 days'
    AND helped.since IS NOT NULL
GROUP BY GROUPING SETS ((request.category, request.urgency), (request.category))
HAVING count(*) >= $1;

-- name: keep_report
-- The request's row is held, so that it is not erased meanwhile; without one nothing is kept.
INSERT INTO search_reports (
    request_id, version, fitting, asked, waiting, declined, silent, at_their_cap, asked_enough,
    look_at
)
SELECT id, $2, $3, $4, $5, $6, $7, $8, $9, $10
FROM requests
WHERE id = $1
FOR KEY SHARE
ON CONFLICT (request_id) DO UPDATE
SET version = excluded.version, fitting = excluded.fitting, asked = excluded.asked,
    waiting = excluded.waiting, declined = excluded.declined, silent = excluded.silent,
    at_their_cap = excluded.at_their_cap, asked_enough = excluded.asked_enough,
    look_at = excluded.look_at, heard_at = network_now()
WHERE search_reports.version < excluded.version;

-- name: forget_board_changes
-- Whoever was away for longer looks at the whole board again.
DELETE FROM board_changes
WHERE (xact, request_id) IN (
    SELECT xact, request_id
    FROM board_changes
    WHERE noted_at < (SELECT network_now()) - $1::interval
    ORDER BY noted_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'board_changes';
