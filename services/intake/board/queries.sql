-- name: board
-- What waits for the coordinator comes first, then the most urgent, then the longest waiting.
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
-- All requests, not only those listed: the figures above the list have no limit.
SELECT state, count(*) AS requests FROM requests GROUP BY state;
