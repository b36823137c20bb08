-- name: board
-- What waits for the coordinator comes first, then the most urgent, then the longest waiting.
SELECT request.id, request.reference, request.state, request.category, request.also,
    request.urgency, request.municipality, request.postal_code, request.flags,
    (SELECT network_now()) - request.created_at AS waiting,
    notice.version, notice.reason, notice.considered, notice.asked, notice.declined,
    notice.at_their_cap, notice.standing_number
FROM requests AS request
LEFT JOIN unmatched_notices AS notice
    ON notice.request_id = request.id AND request.state = 'unmatched'
WHERE request.state NOT IN ('closed', 'assigned', 'held', 'escalated')
ORDER BY
    request.state <> 'unmatched',
    array_position(
        ARRAY['today', 'within_2_days', 'within_a_week', 'no_hurry'], request.urgency
    ),
    request.created_at
LIMIT $1;

-- name: reports_of_lines
-- Apart from the lines, for both tables count the same things by the same names.
SELECT request_id, version, fitting, asked, waiting, declined, silent, at_their_cap, asked_enough,
    look_at
FROM search_reports
WHERE request_id = ANY($1);

-- name: wishes_of_lines
-- A long list of old answers would hide the line: what is on its way, then the newest, three in all.
SELECT request_id, volunteer_number, answer
FROM (
    SELECT request_id, volunteer_number, answer, row_number() OVER (
        PARTITION BY request_id ORDER BY answer IS NOT NULL, asked_at DESC, id DESC
    ) AS place
    FROM wishes
    WHERE request_id = ANY($1)
) AS wish
WHERE place <= 3
ORDER BY request_id, place;

-- name: count_states
-- All requests, not only those listed; what is closed grows without end and is counted as it closes.
SELECT state, count(*) AS requests FROM requests WHERE state <> 'closed' GROUP BY state
UNION ALL
SELECT 'closed', sum(requests)::bigint FROM closed_counts HAVING sum(requests) <> 0;

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
