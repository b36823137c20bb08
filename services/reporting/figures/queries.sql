-- name: learn_requests
-- Facts come in any order and twice: each column is joined so that all orders end the same.
INSERT INTO requests AS known (
    request_id, version, state, closure_reason, service_line, category, municipality,
    received_at, completed_at, closed_at, exercise
)
SELECT
    request_id, version, state, closure_reason, service_line, category, municipality,
    received_at, completed_at, closed_at, exercise
FROM unnest(
    $1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::boolean[]
) AS facts (
    request_id, version, state, closure_reason, service_line, category, municipality,
    received_at, completed_at, closed_at, exercise
)
ON CONFLICT (request_id) DO UPDATE SET
    state = CASE WHEN excluded.version > known.version THEN excluded.state ELSE known.state END,
    closure_reason = CASE
        WHEN excluded.version > known.version THEN excluded.closure_reason ELSE known.closure_reason
    END,
    version = greatest(known.version, excluded.version),
    service_line = coalesce(known.service_line, excluded.service_line),
    category = coalesce(known.category, excluded.category),
    municipality = coalesce(known.municipality, excluded.municipality),
    received_at = coalesce(known.received_at, excluded.received_at),
    completed_at = greatest(known.completed_at, excluded.completed_at),
    closed_at = greatest(known.closed_at, excluded.closed_at),
    exercise = known.exercise OR excluded.exercise;

-- name: learn_matches
-- As with requests: the newest version says the state, a moment once known stays.
INSERT INTO matches AS known (
    match_id, version, state, request_id, volunteer_id,
    proposed_at, matched_at, completed_at, exercise
)
SELECT
    match_id, version, state, request_id, volunteer_id,
    proposed_at, matched_at, completed_at, exercise
FROM unnest(
    $1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::uuid[],
    $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::boolean[]
) AS facts (
    match_id, version, state, request_id, volunteer_id,
    proposed_at, matched_at, completed_at, exercise
)
ON CONFLICT (match_id) DO UPDATE SET
    state = CASE WHEN excluded.version > known.version THEN excluded.state ELSE known.state END,
    version = greatest(known.version, excluded.version),
    proposed_at = coalesce(known.proposed_at, excluded.proposed_at),
    matched_at = coalesce(known.matched_at, excluded.matched_at),
    completed_at = coalesce(known.completed_at, excluded.completed_at),
    exercise = known.exercise OR excluded.exercise;

-- name: learn_hours
-- A later note on the same match replaces the earlier, whichever arrives first.
INSERT INTO hours AS known (match_id, version, volunteer_id, minutes, logged_at, exercise)
SELECT match_id, version, volunteer_id, minutes, logged_at, exercise
FROM unnest(
    $1::uuid[], $2::bigint[], $3::uuid[], $4::integer[], $5::timestamptz[], $6::boolean[]
) AS facts (match_id, version, volunteer_id, minutes, logged_at, exercise)
ON CONFLICT (match_id) DO UPDATE SET
    version = excluded.version,
    volunteer_id = excluded.volunteer_id,
    minutes = excluded.minutes,
    logged_at = excluded.logged_at,
    exercise = excluded.exercise
WHERE excluded.version > known.version;

-- name: learn_activities
-- An assignment counts once: of several activities the one with the lowest id, newest version.
INSERT INTO activities AS known (
    counted_as, activity_id, version, assignment_id, request_id, service_line,
    municipality, occurred_on, headcount, basis, minutes, exercise
)
SELECT
    counted_as, activity_id, version, assignment_id, request_id, service_line,
    municipality, occurred_on, headcount, basis, minutes, exercise
FROM unnest(
    $1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::text[],
    $7::text[], $8::date[], $9::integer[], $10::text[], $11::integer[], $12::boolean[]
) AS facts (
    counted_as, activity_id, version, assignment_id, request_id, service_line,
    municipality, occurred_on, headcount, basis, minutes, exercise
)
ON CONFLICT (counted_as) DO UPDATE SET
    activity_id = excluded.activity_id,
    version = excluded.version,
    assignment_id = excluded.assignment_id,
    request_id = excluded.request_id,
    service_line = excluded.service_line,
    municipality = excluded.municipality,
    occurred_on = excluded.occurred_on,
    headcount = excluded.headcount,
    basis = excluded.basis,
    minutes = excluded.minutes,
    exercise = excluded.exercise
WHERE excluded.activity_id < known.activity_id
    OR (excluded.activity_id = known.activity_id AND excluded.version > known.version);

-- name: coverage
-- Facts arrive nearly in order, so the newest is among the last; no index is kept for it.
WITH last_facts AS (
    SELECT occurred_at FROM event_log ORDER BY position DESC LIMIT 1000
)

SELECT
    (SELECT min(local_day(received_at)) FROM requests) AS first_day,
    (SELECT max(occurred_at) FROM last_facts) AS until;

-- name: totals
-- Received and completed are counted by their own days: a request may lie in two periods.
SELECT
    count(*) FILTER (WHERE local_day(received_at) BETWEEN $1 AND $2) AS requests,
    count(*) FILTER (WHERE local_day(completed_at) BETWEEN $1 AND $2) AS completed
FROM requests
WHERE NOT exercise;

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
WHERE local_day(logged_at) BETWEEN $1 AND $2 AND NOT exercise;

-- name: count_by_category
-- A sensitive category never gets here; its request is counted by the service line instead.
SELECT
    category,
    CASE WHEN category IS NULL THEN service_line END AS line,
    count(*) FILTER (WHERE local_day(received_at) BETWEEN $1 AND $2) AS received,
    count(*) FILTER (WHERE local_day(completed_at) BETWEEN $1 AND $2) AS completed
FROM requests
WHERE
    (local_day(received_at) BETWEEN $1 AND $2 OR local_day(completed_at) BETWEEN $1 AND $2)
    AND NOT exercise
GROUP BY category, line
ORDER BY received DESC, category, line;

-- name: count_by_municipality
-- A request whose first fact is still to come counts too, without a municipality.
SELECT
    municipality,
    count(*) FILTER (WHERE local_day(received_at) BETWEEN $1 AND $2) AS received,
    count(*) FILTER (WHERE local_day(completed_at) BETWEEN $1 AND $2) AS completed
FROM requests
WHERE
    (local_day(received_at) BETWEEN $1 AND $2 OR local_day(completed_at) BETWEEN $1 AND $2)
    AND NOT exercise
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

-- name: newest_requests
-- Leads from the report to the timelines; what has not been received yet has no time to show.
SELECT
    request_id, version, state, closure_reason, service_line, category, municipality,
    received_at, completed_at, closed_at, exercise
FROM requests
WHERE received_at IS NOT NULL AND NOT exercise
ORDER BY received_at DESC, request_id
LIMIT $1;

-- name: open_shadows
-- Of the live tables' names, so that learning goes into them by the same statements as ever.
CREATE TEMPORARY TABLE requests (LIKE public.requests INCLUDING ALL);
CREATE TEMPORARY TABLE matches (LIKE public.matches INCLUDING ALL);
CREATE TEMPORARY TABLE hours (LIKE public.hours INCLUDING ALL);
CREATE TEMPORARY TABLE activities (LIKE public.activities INCLUDING ALL);

-- name: swap_shadows
-- Rows, not tables: rights, indexes and whoever is just reading keep what they have.
DELETE FROM public.requests;
INSERT INTO public.requests TABLE pg_temp.requests;
DELETE FROM public.matches;
INSERT INTO public.matches TABLE pg_temp.matches;
DELETE FROM public.hours;
INSERT INTO public.hours TABLE pg_temp.hours;
DELETE FROM public.activities;
INSERT INTO public.activities TABLE pg_temp.activities;

-- name: projection_hash
-- Names its tables in full: while a rebuild runs, its shadows have the same names.
SELECT encode(sha256(convert_to(string_agg(line, E'\n' ORDER BY line), 'UTF8')), 'hex')
FROM (
    SELECT 'request ' || requests::text AS line FROM public.requests
    UNION ALL
    SELECT 'match ' || matches::text FROM public.matches
    UNION ALL
    SELECT 'hours ' || hours::text FROM public.hours
    UNION ALL
    SELECT 'activity ' || activities::text FROM public.activities
) AS everything;

-- name: count_projections
-- Sums to hold against `count_log`; the tables in full, for the shadows have the same names.
SELECT
    (SELECT count(*) FROM public.requests WHERE received_at IS NOT NULL) AS requests,
    (SELECT count(*) FROM public.requests WHERE completed_at IS NOT NULL) AS completed,
    (SELECT count(*) FROM public.matches) AS matches,
    (SELECT coalesce(sum(minutes), 0) FROM public.hours)::bigint AS minutes,
    (SELECT count(*) FROM public.activities) AS activities,
    (SELECT coalesce(sum(headcount), 0) FROM public.activities)::bigint AS headcount;

-- name: count_log
-- Takes the same sums by other means: a wrong rule of joining would spoil both hashes alike.
WITH noted AS (
    SELECT DISTINCT ON (body -> 'data' ->> 'match_id') (body -> 'data' ->> 'minutes')::bigint AS minutes
    FROM event_log
    WHERE type = 'hours.logged'
    ORDER BY body -> 'data' ->> 'match_id', subject_version DESC
),

done AS (
    SELECT DISTINCT ON (coalesce(body -> 'data' ->> 'assignment_id', body -> 'data' ->> 'activity_id'))
        (body -> 'data' ->> 'headcount')::bigint AS headcount
    FROM event_log
    WHERE type = 'activity.logged'
    ORDER BY
        coalesce(body -> 'data' ->> 'assignment_id', body -> 'data' ->> 'activity_id'),
        (body -> 'data' ->> 'activity_id')::uuid,
        subject_version DESC
)

SELECT
    (
        SELECT count(DISTINCT body -> 'data' ->> 'request_id') FROM event_log
        WHERE type = 'request.created'
    ) AS requests,
    (
        SELECT count(DISTINCT body -> 'data' ->> 'request_id') FROM event_log
        WHERE type = 'request.completed'
    ) AS completed,
    (
        SELECT count(DISTINCT body -> 'data' ->> 'match_id') FROM event_log
        WHERE type IN (
            'match.proposed', 'match.declined', 'match.expired', 'volunteer.matched',
            'match.withdrawn', 'assignment.completed'
        )
    ) AS matches,
    (SELECT coalesce(sum(minutes), 0) FROM noted)::bigint AS minutes,
    (SELECT count(*) FROM done) AS activities,
    (SELECT coalesce(sum(headcount), 0) FROM done)::bigint AS headcount;
