-- name: begin_briefing
-- Of two processes at once the second waits for the first, and finds it written.
INSERT INTO briefings (day) VALUES ($1) ON CONFLICT (day) DO NOTHING RETURNING day;

-- name: keep_capacity
-- Of each line the newest counts; that nothing is said of it any more is kept, too.
INSERT INTO partner_capacities (organisation_id, service_line, valid_until, version)
VALUES ($1, $2, $3, $4)
ON CONFLICT (organisation_id, service_line) DO UPDATE
SET valid_until = excluded.valid_until, version = excluded.version
WHERE partner_capacities.version < excluded.version;

-- name: keep_pause
-- It rests, or not any more; the newest counts.
INSERT INTO partner_mornings (organisation_id, is_paused, version) VALUES ($1, $2, $3)
ON CONFLICT (organisation_id) DO UPDATE
SET is_paused = excluded.is_paused, version = excluded.version
WHERE partner_mornings.version < excluded.version;

-- name: mornings_due
-- Listed without locks: whoever writes finds out whether it is still so.
SELECT organisations.id
FROM organisations
LEFT JOIN partner_mornings ON partner_mornings.organisation_id = organisations.id
WHERE left_at IS NULL AND (seen_to IS NULL OR seen_to < $1)
ORDER BY organisations.id
LIMIT $2;

-- name: begin_partner_morning
-- Once a day, with or without a letter: what comes later in the day has letters of its own.
INSERT INTO partner_mornings (organisation_id, seen_to)
SELECT id, $2 FROM organisations WHERE id = $1 AND left_at IS NULL
ON CONFLICT (organisation_id) DO UPDATE SET seen_to = excluded.seen_to
WHERE partner_mornings.seen_to IS NULL OR partner_mornings.seen_to < excluded.seen_to
RETURNING organisation_id;

-- name: open_referrals
-- First what waits for an answer, then what is in their hands, each by its deadline.
SELECT referrals.referral_id, referrals.state, request.municipality, request.urgency,
    referrals.answer_by, count(*) OVER () AS in_all
FROM referrals
JOIN requests AS request ON request.id = referrals.request_id
WHERE referrals.organisation_id = $1 AND request.state <> 'closed'
    AND referrals.state IN ('sent', 'asked_back', 'accepted', 'in_progress')
ORDER BY referrals.state <> 'sent', referrals.answer_by, referrals.referral_id
LIMIT $2;

-- name: lapsing_capacities
-- An organisation that rests is not asked how much it could give.
SELECT service_line AS line, valid_until AS until
FROM partner_capacities
LEFT JOIN partner_mornings USING (organisation_id)
WHERE organisation_id = $1 AND valid_until BETWEEN $2 AND $3 AND is_paused IS NOT TRUE
ORDER BY valid_until, service_line
LIMIT $4;

-- name: waiting_longest
-- As on the board: what has no helper, and is no person's on duty.
SELECT request.id AS request_id, (SELECT network_now()) - request.created_at AS waited, request.state,
    coalesce(notice.reason, '') AS reason
FROM requests AS request
LEFT JOIN unmatched_notices AS notice
    ON notice.request_id = request.id AND request.state = 'unmatched'
WHERE request.state NOT IN (
    'closed', 'assigned', 'accepted', 'in_progress', 'held', 'escalated'
)
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
