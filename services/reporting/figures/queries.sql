-- name: coverage
-- The newest is among the last, for facts arrive nearly in order; an exercise is no evidence.
WITH last_facts AS (
    SELECT occurred_at FROM event_log WHERE NOT exercise ORDER BY position DESC LIMIT 1000
)

SELECT
    least(
        (SELECT local_day(min(received_at)) FROM requests WHERE NOT exercise),
        (
            SELECT local_day(min(occurred_at)) FROM event_log
            WHERE type = 'request.escalated' AND NOT exercise
        )
    ) AS first_day,
    (SELECT max(occurred_at) FROM last_facts) AS until;

-- name: totals
-- Received and completed are counted by their own days: a request may lie in two periods. What a person
-- had from the beginning is received too; once it goes to matching it is counted as any other.
WITH to_person AS (
    SELECT count(DISTINCT escalated.correlation_id) AS requests
    FROM event_log AS escalated
    WHERE escalated.type = 'request.escalated' AND NOT escalated.exercise
        AND escalated.occurred_at >= day_begins($1)
        AND escalated.occurred_at < day_begins($2::date + 1)
        AND NOT EXISTS (
            SELECT FROM event_log AS later
            WHERE later.correlation_id = escalated.correlation_id AND later.type = 'request.created'
        )
)

SELECT
    coalesce(sum(received), 0)::bigint + (SELECT requests FROM to_person) AS requests,
    coalesce(sum(completed), 0)::bigint AS completed,
    (SELECT requests FROM to_person) AS to_person,
    (
        SELECT count(DISTINCT subject) FROM event_log
        WHERE type = 'request.linked' AND NOT exercise
            AND occurred_at >= day_begins($1) AND occurred_at < day_begins($2::date + 1)
    ) AS linked
FROM daily_counts
WHERE day BETWEEN $1 AND $2;

-- name: activity_totals
-- The same person may be behind many requests, so requests with help are counted, not persons. They
-- are not added to headcounts, and neither are headcounts that are known otherwise.
SELECT
    count(DISTINCT request_id) AS people_helped,
    count(*) AS activities,
    coalesce(sum(headcount) FILTER (WHERE assignment_id IS NULL AND basis = 'counted'), 0)::bigint
        AS headcount,
    coalesce(sum(headcount) FILTER (WHERE assignment_id IS NULL AND basis = 'sampled'), 0)::bigint
        AS headcount_sampled,
    coalesce(sum(headcount) FILTER (WHERE assignment_id IS NULL AND basis = 'estimated'), 0)::bigint
        AS headcount_estimated
FROM activities
WHERE occurred_on BETWEEN $1 AND $2 AND NOT exercise AND taken_back IS NULL;

-- name: total_minutes
-- What volunteers noted, by the day of the note; activities count their minutes by themselves.
SELECT coalesce(sum(minutes), 0)::bigint
FROM hours
WHERE logged_at >= day_begins($1) AND logged_at < day_begins($2::date + 1) AND NOT exercise;

-- name: count_by_category
-- A sensitive category never gets here; its request is counted by the service line instead.
SELECT
    category,
    CASE WHEN category IS NULL THEN service_line END AS line,
    sum(received)::bigint AS received,
    sum(completed)::bigint AS completed
FROM daily_counts
WHERE day BETWEEN $1 AND $2 AND (received <> 0 OR completed <> 0)
GROUP BY category, line
ORDER BY received DESC, category, line;

-- name: count_by_municipality
-- A request whose first fact is still to come counts too, without a municipality.
SELECT
    municipality,
    sum(received)::bigint AS received,
    sum(completed)::bigint AS completed
FROM daily_counts
WHERE day BETWEEN $1 AND $2 AND (received <> 0 OR completed <> 0)
GROUP BY municipality
ORDER BY received DESC, municipality;

-- name: count_activities
-- By service line, which every activity has, also one that was for no request. Who asked and got help
-- is no headcount; what was counted and what was estimated are apart.
SELECT
    service_line,
    basis,
    count(*) AS activities,
    coalesce(sum(headcount) FILTER (WHERE assignment_id IS NULL), 0)::bigint AS headcount,
    sum(minutes)::bigint AS minutes
FROM activities
WHERE occurred_on BETWEEN $1 AND $2 AND NOT exercise AND taken_back IS NULL
GROUP BY service_line, basis
ORDER BY headcount DESC, service_line, basis;

-- name: count_calls
-- By how they ended and by the day they did: never by who of the staff took them, which nobody says.
SELECT outcome, count(*) AS calls, coalesce(sum(seconds), 0)::bigint AS seconds
FROM calls
WHERE logged_at >= day_begins($1) AND logged_at < day_begins($2::date + 1) AND NOT exercise
GROUP BY outcome
ORDER BY calls DESC, outcome;

-- name: count_missed_calls
-- By the day on which they rang, whenever that was told.
SELECT count(*) FILTER (WHERE returned_at IS NULL) AS unreached,
    count(*) FILTER (WHERE returned_at IS NOT NULL) AS returned
FROM missed_calls
WHERE rang_at >= day_begins($1) AND rang_at < day_begins($2::date + 1) AND NOT exercise;

-- name: partner_lines
-- As they stood at the end of the last day; what they told counts while it holds. Straight from the log,
-- where little is said of them.
WITH said AS (
    SELECT subject, subject_version, type, body -> 'data' AS data
    FROM event_log
    WHERE subject LIKE 'partner/%' AND NOT exercise AND occurred_at < day_begins($1::date + 1)
),
stands AS (
    SELECT DISTINCT ON (subject) subject, type
    FROM said
    WHERE type IN ('partner.joined', 'partner.paused', 'partner.resumed', 'partner.left')
    ORDER BY subject, subject_version DESC
),
listed AS (
    SELECT DISTINCT ON (subject) subject, data
    FROM said
    WHERE type = 'partner.listed'
    ORDER BY subject, subject_version DESC
),
told AS (
    SELECT DISTINCT ON (subject, data ->> 'service_line') subject,
        data ->> 'service_line' AS line, data,
        coalesce((data ->> 'valid_until')::date >= $1, true) AS holds
    FROM said
    WHERE type = 'partner.capacity_reported'
    ORDER BY subject, data ->> 'service_line', subject_version DESC
)
SELECT stands.subject, line, stands.type = 'partner.paused' AS rests,
    CASE WHEN holds THEN told.data ->> 'unit' END AS unit,
    CASE WHEN holds THEN told.data ->> 'per' END AS per,
    CASE WHEN holds THEN (told.data ->> 'amount')::integer END AS amount
FROM stands
JOIN listed USING (subject)
CROSS JOIN LATERAL jsonb_array_elements_text(listed.data -> 'service_lines') AS does (line)
LEFT JOIN told USING (subject, line)
WHERE stands.type <> 'partner.left';

-- name: count_referrals
-- Each by the day on which it was said: what was sent in one period may be answered in the next.
SELECT substr(type, 10) AS said,
    CASE WHEN type = 'referral.declined' THEN body #>> '{data,reason}' END AS reason,
    count(DISTINCT subject) AS referrals
FROM event_log
WHERE subject LIKE 'referral/%' AND NOT exercise
    AND occurred_at >= day_begins($1) AND occurred_at < day_begins($2::date + 1)
    AND type IN (
        'referral.sent', 'referral.accepted', 'referral.declined', 'referral.expired',
        'referral.completed', 'referral.handed_on', 'referral.returned', 'referral.withdrawn'
    )
GROUP BY said, reason
ORDER BY said, reason;

-- name: minutes_to_answer
-- From when an organisation was asked; what it asked back in between is part of it.
SELECT (
    percentile_cont(0.5) WITHIN GROUP (
        ORDER BY extract(epoch FROM answered.occurred_at - sent.occurred_at)
    ) / 60
)::double precision
FROM event_log AS answered
JOIN event_log AS sent
    ON sent.subject = answered.subject AND sent.subject_version = 1 AND sent.subject LIKE 'referral/%'
WHERE answered.subject LIKE 'referral/%' AND NOT answered.exercise
    AND answered.occurred_at >= day_begins($1) AND answered.occurred_at < day_begins($2::date + 1)
    AND answered.type IN ('referral.accepted', 'referral.declined');

-- name: count_purchases
-- By line: contracts that hold within the days, and what was delivered on them, each as it was said last.
-- A delivery costs its quantity at the price that is agreed now. Nobody who sells is counted among people.
WITH said AS (
    SELECT subject, subject_version, type, body -> 'data' AS data
    FROM event_log
    WHERE subject LIKE 'purchase/%' AND NOT exercise
),
terms AS (
    SELECT DISTINCT ON (subject) subject, data
    FROM said
    WHERE type IN ('purchase.contracted', 'purchase.corrected')
    ORDER BY subject, subject_version DESC
),
ends AS (
    SELECT subject, max((data ->> 'ended_on')::date) AS ended_on
    FROM said
    WHERE type = 'purchase.ended'
    GROUP BY subject
),
newest AS (
    SELECT DISTINCT ON (data ->> 'delivery_id') subject, data
    FROM said
    WHERE type = 'purchase.delivered'
    ORDER BY data ->> 'delivery_id', subject_version DESC
),
done AS (
    SELECT subject, count(*) AS deliveries, sum((data ->> 'minutes')::bigint) AS minutes,
        sum((data ->> 'quantity')::bigint) AS quantity
    FROM newest
    WHERE (data ->> 'quantity')::bigint > 0 AND (data ->> 'occurred_on')::date BETWEEN $1 AND $2
    GROUP BY subject
)
SELECT data ->> 'service_line' AS service_line,
    count(*) AS contracts,
    coalesce(sum(deliveries), 0)::bigint AS deliveries,
    coalesce(sum(minutes), 0)::bigint AS minutes,
    coalesce(sum(done.quantity * (data ->> 'unit_price_cents')::bigint), 0)::bigint AS cents,
    sum((data ->> 'quantity')::bigint * (data ->> 'unit_price_cents')::bigint)::bigint AS agreed_cents
FROM terms
LEFT JOIN ends USING (subject)
LEFT JOIN done USING (subject)
WHERE (data ->> 'first_day')::date <= $2 AND coalesce(ended_on, (data ->> 'last_day')::date) >= $1
GROUP BY service_line
ORDER BY contracts DESC, service_line;

-- name: newest_requests
-- Leads from the report to the timelines; what has not been received yet has no time to show.
SELECT
    request_id, version, state, closure_reason, service_line, category, municipality,
    received_at, completed_at, closed_at, channel, min_vetting, person, activation_id, exercise,
    facts_version
FROM requests
WHERE received_at IS NOT NULL AND NOT exercise
ORDER BY received_at DESC, request_id
LIMIT $1;
