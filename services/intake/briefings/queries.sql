-- name: begin_briefing
-- Of two processes at once the second waits for the first, and finds it written.
INSERT INTO briefings (day) VALUES ($1) ON CONFLICT (day) DO NOTHING RETURNING day;

-- name: waiting_longest
-- As on the board: what has no helper, and is no person's on duty.
SELECT request.id AS request_id, (SELECT network_now()) - request.created_at AS waited, request.state,
    coalesce(notice.reason, '') AS reason
FROM requests AS request
LEFT JOIN unmatched_notices AS notice
    ON notice.request_id = request.id AND request.state = 'unmatched'
WHERE request.state NOT IN ('closed', 'assigned', 'held', 'escalated')
ORDER BY request.created_at
LIMIT $1;

-- name: promised_until
-- What is owed from before is owed today. Something is done about a promise before its time.
SELECT at, request_id, count(*) OVER () AS in_all
FROM (
    SELECT heard_by AS at, request_id
    FROM promises
    WHERE act_at < $1 AND heard_by < $1
    UNION ALL
    SELECT due_at, request_id FROM call_backs WHERE closed_at IS NULL AND due_at < $1
) AS owed
ORDER BY at
LIMIT $2;
