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
    (SELECT requests FROM to_person) AS to_person
FROM daily_counts
WHERE day BETWEEN $1 AND $2;

-- name: activity_totals
-- The same person may be behind many requests, so requests with help are counted, not persons.
SELECT
    count(DISTINCT request_id) AS people_helped,
    count(*) AS activities,
    coalesce(sum(headcount), 0)::bigint AS headcount
FROM activities
WHERE occurred_on BETWEEN $1 AND $2 AND NOT exercise;

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
-- By service line, which every activity has, also one that was for no request.
SELECT
    service_line,
    count(*) AS activities,
    sum(headcount)::bigint AS headcount,
    sum(minutes)::bigint AS minutes
FROM activities
WHERE occurred_on BETWEEN $1 AND $2 AND NOT exercise
GROUP BY service_line
ORDER BY headcount DESC, service_line;

-- name: count_calls
-- By how they ended and by the day they did: never by who of the staff took them, which nobody says.
SELECT outcome, count(*) AS calls, coalesce(sum(seconds), 0)::bigint AS seconds
FROM calls
WHERE logged_at >= day_begins($1) AND logged_at < day_begins($2::date + 1) AND NOT exercise
GROUP BY outcome
ORDER BY calls DESC, outcome;

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
