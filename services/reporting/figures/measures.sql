-- What measures count: a row a thing, under the codes by which it may be counted. `one` and other numbers
-- are added up; `story` and `subject` lead to its events. Only the columns that are asked for are read.
-- A month is the beginning of its day as text: `to_char` takes twice as long, and there are many rows.

-- name: requests_received
-- What a person had from the beginning is received too, and nothing else is known of it; once it goes to
-- matching it is counted as any other.
SELECT coalesce(service_line, 'unknown') AS line,
    coalesce(category, 'line:' || service_line, 'unknown') AS need,
    coalesce(municipality, 'unknown') AS municipality, coalesce(channel, 'unknown') AS channel,
    left(local_day(received_at)::text, 7) AS month,
    1 AS one, request_id AS story, 'request/' || request_id AS subject
FROM requests
WHERE received_at >= day_begins($1) AND received_at < day_begins($2::date + 1) AND NOT exercise
UNION ALL
SELECT 'to_person', 'to_person', 'to_person', 'to_person',
    left(local_day(occurred_at)::text, 7), 1, correlation_id, subject
FROM (
    SELECT DISTINCT ON (correlation_id) correlation_id, subject, occurred_at
    FROM event_log AS escalated
    WHERE type = 'request.escalated' AND NOT exercise
        AND occurred_at >= day_begins($1) AND occurred_at < day_begins($2::date + 1)
        AND NOT EXISTS (
            SELECT FROM event_log AS later
            WHERE later.correlation_id = escalated.correlation_id AND later.type = 'request.created'
        )
    ORDER BY correlation_id, occurred_at
) AS to_person;

-- name: requests_completed
-- By the day on which the help was given, whenever it was asked for.
SELECT coalesce(service_line, 'unknown') AS line,
    coalesce(category, 'line:' || service_line, 'unknown') AS need,
    coalesce(municipality, 'unknown') AS municipality, coalesce(channel, 'unknown') AS channel,
    left(local_day(completed_at)::text, 7) AS month,
    1 AS one, request_id AS story, 'request/' || request_id AS subject
FROM requests
WHERE completed_at >= day_begins($1) AND completed_at < day_begins($2::date + 1) AND NOT exercise;

-- name: requests_answered
-- Those that were given help, by what the one who asked said of it afterwards, which cannot be here before;
-- who said nothing is `none`.
WITH said AS (
    SELECT DISTINCT ON (correlation_id) correlation_id, body #>> '{data,helped}' AS answer
    FROM event_log
    WHERE type = 'feedback.received' AND NOT exercise AND recorded_at >= day_begins($1)
    ORDER BY correlation_id, subject_version DESC
)
SELECT coalesce(answer, 'none') AS answer, coalesce(service_line, 'unknown') AS line,
    coalesce(municipality, 'unknown') AS municipality,
    left(local_day(completed_at)::text, 7) AS month,
    1 AS one, request_id AS story, 'request/' || request_id AS subject
FROM requests
LEFT JOIN said ON said.correlation_id = requests.request_id
WHERE completed_at >= day_begins($1) AND completed_at < day_begins($2::date + 1) AND NOT exercise;

-- name: helped_requests
-- Each request once, under what was done for it first.
SELECT DISTINCT ON (request_id) service_line AS line, municipality,
    to_char(occurred_on, 'YYYY-MM') AS month,
    1 AS one, request_id AS story, 'activity/' || activity_id AS subject
FROM activities
WHERE occurred_on BETWEEN $1 AND $2 AND NOT exercise AND taken_back IS NULL AND request_id IS NOT NULL
ORDER BY request_id, occurred_on, counted_as;

-- name: helped_persons
-- Each person once within the days, under what was done for them first: so the parts add up to the whole.
SELECT DISTINCT ON (person) service_line AS line, municipality,
    to_char(occurred_on, 'YYYY-MM') AS month,
    1 AS one, coalesce(request_id, activity_id) AS story, 'activity/' || activity_id AS subject
FROM activities
WHERE occurred_on BETWEEN $1 AND $2 AND NOT exercise AND taken_back IS NULL AND person IS NOT NULL
ORDER BY person, occurred_on, counted_as;

-- name: helped_unidentified
-- Requests with help of which nobody can say whether the same person is behind others.
SELECT DISTINCT ON (request_id) service_line AS line, municipality,
    to_char(occurred_on, 'YYYY-MM') AS month,
    1 AS one, request_id AS story, 'activity/' || activity_id AS subject
FROM activities
WHERE occurred_on BETWEEN $1 AND $2 AND NOT exercise AND taken_back IS NULL
    AND request_id IS NOT NULL AND person IS NULL
ORDER BY request_id, occurred_on, counted_as;

-- name: sessions
-- What was done for many at once; who asked for help is in none of them.
SELECT service_line AS line, municipality, to_char(occurred_on, 'YYYY-MM') AS month, basis,
    1 AS one, headcount, minutes, activity_id AS story, 'activity/' || activity_id AS subject
FROM activities
WHERE occurred_on BETWEEN $1 AND $2 AND NOT exercise AND taken_back IS NULL AND assignment_id IS NULL;

-- name: hours_noted
-- What volunteers noted, by the day of the note; where and for what by the request.
SELECT coalesce(requests.service_line, 'unknown') AS line,
    coalesce(requests.municipality, 'unknown') AS municipality,
    left(local_day(logged_at)::text, 7) AS month, hours.basis,
    1 AS one, minutes, story, 'match/' || match_id AS subject
FROM hours
LEFT JOIN requests ON requests.request_id = hours.story
WHERE logged_at >= day_begins($1) AND logged_at < day_begins($2::date + 1) AND NOT hours.exercise;

-- name: volunteers_active
-- Volunteers who noted hours, each once; by the first of their notes.
SELECT DISTINCT ON (volunteer_id) 1 AS one, story, 'match/' || match_id AS subject
FROM hours
WHERE logged_at >= day_begins($1) AND logged_at < day_begins($2::date + 1) AND NOT exercise
ORDER BY volunteer_id, logged_at, match_id;

-- name: participants_directed
-- Off the log itself: nothing else is known of them.
SELECT left(local_day(occurred_at)::text, 7) AS month, 1 AS one, correlation_id AS story, subject
FROM event_log
WHERE type = 'participant.directed' AND NOT exercise
    AND occurred_at >= day_begins($1) AND occurred_at < day_begins($2::date + 1);

-- name: calls_ended
-- By how they ended and by the day they did; never by who of the staff took them, which nobody says.
SELECT outcome, direction, left(local_day(logged_at)::text, 7) AS month,
    1 AS one, coalesce(request_id, call_id) AS story, 'call/' || call_id AS subject
FROM calls
WHERE logged_at >= day_begins($1) AND logged_at < day_begins($2::date + 1) AND NOT exercise;

-- name: calls_missed
-- By the day on which they rang, and whether somebody should have answered then.
SELECT CASE WHEN in_hours THEN 'open' ELSE 'shut' END AS hours,
    left(local_day(rang_at)::text, 7) AS month,
    1 AS one, call_id AS story, 'call/' || call_id AS subject
FROM missed_calls
WHERE rang_at >= day_begins($1) AND rang_at < day_begins($2::date + 1) AND NOT exercise;

-- name: referrals_said
-- Each by the day on which it was said: what was sent in one period may be answered in the next.
SELECT DISTINCT ON (subject, type) substr(type, 10) AS said,
    coalesce(body #>> '{data,reason}', 'unknown') AS reason,
    left(local_day(occurred_at)::text, 7) AS month,
    1 AS one, correlation_id AS story, subject
FROM event_log
WHERE subject LIKE 'referral/%' AND NOT exercise
    AND occurred_at >= day_begins($1) AND occurred_at < day_begins($2::date + 1)
ORDER BY subject, type, occurred_at;

-- name: organisations_standing
-- Those that were here at the end of the last day, each once.
SELECT CASE WHEN type = 'partner.paused' THEN 'paused' ELSE 'joined' END AS standing,
    1 AS one, correlation_id AS story, subject
FROM (
    SELECT DISTINCT ON (subject) subject, type, correlation_id
    FROM event_log
    WHERE subject LIKE 'partner/%' AND NOT exercise AND occurred_at < day_begins($2::date + 1)
        AND type IN ('partner.joined', 'partner.paused', 'partner.resumed', 'partner.left')
    ORDER BY subject, subject_version DESC
) AS stands
WHERE type <> 'partner.left' AND $1::date IS NOT NULL;

-- name: purchases_delivered
-- What was delivered, each as it was said last, at the price that is agreed now.
WITH terms AS (
    SELECT DISTINCT ON (subject) subject, body #>> '{data,service_line}' AS line,
        body #>> '{data,organisation_id}' AS seller,
        (body #>> '{data,unit_price_cents}')::bigint AS price
    FROM event_log
    WHERE subject LIKE 'purchase/%' AND NOT exercise
        AND type IN ('purchase.contracted', 'purchase.corrected')
    ORDER BY subject, subject_version DESC
),
newest AS (
    SELECT DISTINCT ON (body #>> '{data,delivery_id}') subject, correlation_id,
        (body #>> '{data,occurred_on}')::date AS occurred_on,
        (body #>> '{data,minutes}')::bigint AS minutes,
        (body #>> '{data,quantity}')::bigint AS quantity
    FROM event_log
    WHERE subject LIKE 'purchase/%' AND NOT exercise AND type = 'purchase.delivered'
    ORDER BY body #>> '{data,delivery_id}', subject_version DESC
)
SELECT line, to_char(occurred_on, 'YYYY-MM') AS month, 1 AS one, minutes, quantity * price AS cents,
    seller::uuid AS seller, correlation_id AS story, subject
FROM newest
JOIN terms USING (subject)
WHERE quantity > 0 AND occurred_on BETWEEN $1 AND $2;
