-- name: count_days
-- The days of a rebuild are counted by its requests; of the live ones only those on which something happened
-- are compared.
DELETE FROM public.daily_counts WHERE received = 0 AND completed = 0;
INSERT INTO rebuild.daily_counts
SELECT counted.day, category, service_line, municipality,
    sum(counted.received), sum(counted.completed)
FROM rebuild.requests
CROSS JOIN LATERAL (
    VALUES (local_day(received_at), 1, 0), (local_day(completed_at), 0, 1)
) AS counted (day, received, completed)
WHERE NOT exercise AND counted.day IS NOT NULL
GROUP BY counted.day, category, service_line, municipality;

-- name: projection_hash
-- Names its tables in full: while a rebuild runs, its shadows have the same names. Sums of hashes need no
-- order and no memory, however many rows there are.
SELECT sum(hashtextextended(line, 0)::numeric)::text
FROM (
    SELECT 'request ' || requests::text AS line FROM public.requests
    UNION ALL
    SELECT 'match ' || matches::text FROM public.matches
    UNION ALL
    SELECT 'hours ' || hours::text FROM public.hours
    UNION ALL
    SELECT 'activity ' || activities::text FROM public.activities
    UNION ALL
    SELECT 'call ' || calls::text FROM public.calls
    UNION ALL
    SELECT 'missed call ' || missed_calls::text FROM public.missed_calls
    UNION ALL
    SELECT 'day ' || daily_counts::text FROM public.daily_counts WHERE received <> 0 OR completed <> 0
) AS everything;

-- name: count_projections
-- Sums to hold against `count_log`; the tables in full, for the shadows have the same names.
SELECT
    (SELECT count(*) FROM public.requests WHERE received_at IS NOT NULL) AS requests,
    (SELECT count(*) FROM public.requests WHERE completed_at IS NOT NULL) AS completed,
    (SELECT count(*) FROM public.matches) AS matches,
    (SELECT coalesce(sum(minutes), 0) FROM public.hours)::bigint AS minutes,
    (SELECT count(*) FROM public.activities) AS activities,
    (SELECT coalesce(sum(headcount), 0) FROM public.activities)::bigint AS headcount,
    (SELECT count(*) FROM public.calls) AS calls,
    (SELECT count(*) FROM public.missed_calls) AS missed_calls;

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
        SELECT count(*)
        FROM (
            SELECT DISTINCT ON (subject) type
            FROM event_log
            WHERE type IN ('request.completed', 'request.reopened')
            ORDER BY subject, subject_version DESC
        ) AS last_said
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
    (SELECT coalesce(sum(headcount), 0) FROM done)::bigint AS headcount,
    (SELECT count(DISTINCT subject) FROM event_log WHERE type = 'call.logged') AS calls,
    (
        SELECT count(DISTINCT subject) FROM event_log
        WHERE type IN ('call.missed', 'call.missed_returned')
    ) AS missed_calls;

-- name: mark_projections
-- What each row is counted under, to hold against `mark_log`; the tables in full here too.
SELECT sum(hashtextextended(line, 0)::numeric)::text
FROM (
    SELECT
        row('request', request_id, activation_id, exercise, channel, min_vetting, person)::text AS line
    FROM public.requests
    UNION ALL
    SELECT row('match', match_id, activation_id, exercise, basis)::text FROM public.matches
    UNION ALL
    SELECT row('hours', match_id, story, activation_id, exercise, basis)::text FROM public.hours
    UNION ALL
    SELECT
        row(
            'activity', counted_as, activation_id, exercise, channel, min_vetting, basis, person
        )::text
    FROM public.activities
    UNION ALL
    SELECT row('call', call_id, activation_id, exercise, channel, outcome)::text FROM public.calls
    UNION ALL
    SELECT row('missed call', call_id, activation_id, exercise, channel, in_hours, returned_at)::text
    FROM public.missed_calls
) AS everything;

-- name: mark_log
-- The same from the messages themselves, by other means; what they leave out, reading fills in.
WITH facts AS NOT MATERIALIZED (
    SELECT
        type,
        subject_version,
        (body ->> 'correlationid')::uuid AS correlation_id,
        (body ->> 'activationid')::uuid AS activation_id,
        (body ->> 'exercise')::boolean AS exercise,
        (body -> 'data' ->> 'request_id')::uuid AS request_id,
        (body -> 'data' ->> 'match_id')::uuid AS match_id,
        (body -> 'data' ->> 'activity_id')::uuid AS activity_id,
        coalesce(body -> 'data' ->> 'assignment_id', body -> 'data' ->> 'activity_id')::uuid AS counted_as,
        (body -> 'data' ->> 'call_id')::uuid AS call_id,
        body -> 'data' ->> 'outcome' AS outcome,
        (body -> 'data' ->> 'in_hours')::boolean AS in_hours,
        occurred_at,
        body -> 'data' ->> 'channel' AS channel,
        body -> 'data' ->> 'min_vetting' AS min_vetting,
        body -> 'data' ->> 'person' AS person,
        coalesce(body -> 'data' ->> 'basis', 'counted') AS basis
    FROM event_log
),

requests_said AS (
    SELECT
        request_id,
        (array_agg(activation_id ORDER BY subject_version DESC))[1] AS activation_id,
        bool_or(exercise) AS exercise,
        max(channel) AS channel,
        max(min_vetting) AS min_vetting,
        max(person) AS person
    FROM facts
    WHERE type IN (
        'request.created', 'request.cancelled', 'request.completed', 'request.closed', 'request.reopened'
    )
    GROUP BY request_id
),

matches_said AS (
    SELECT
        match_id,
        (array_agg(activation_id ORDER BY subject_version DESC))[1] AS activation_id,
        bool_or(exercise) AS exercise,
        max(basis) FILTER (WHERE type = 'assignment.completed') AS basis
    FROM facts
    WHERE type IN (
        'match.proposed', 'match.declined', 'match.expired', 'volunteer.matched',
        'match.withdrawn', 'assignment.completed'
    )
    GROUP BY match_id
),

hours_said AS (
    SELECT DISTINCT ON (match_id) match_id, correlation_id AS story, activation_id, exercise, basis
    FROM facts
    WHERE type = 'hours.logged'
    ORDER BY match_id, subject_version DESC
),

activities_said AS (
    SELECT DISTINCT ON (counted_as)
        counted_as, activation_id, exercise, channel, min_vetting, basis, person
    FROM facts
    WHERE type = 'activity.logged'
    ORDER BY counted_as, activity_id, subject_version DESC
),

calls_said AS (
    SELECT DISTINCT ON (call_id) call_id, activation_id, exercise, channel, outcome
    FROM facts
    WHERE type = 'call.logged'
    ORDER BY call_id, subject_version DESC
),

missed_calls_said AS (
    SELECT
        call_id,
        (array_agg(activation_id ORDER BY subject_version DESC))[1] AS activation_id,
        bool_or(exercise) AS exercise,
        max(channel) AS channel,
        bool_or(in_hours) AS in_hours,
        max(occurred_at) FILTER (WHERE type = 'call.missed_returned') AS returned_at
    FROM facts
    WHERE type IN ('call.missed', 'call.missed_returned')
    GROUP BY call_id
)

SELECT sum(hashtextextended(line, 0)::numeric)::text
FROM (
    SELECT
        row('request', request_id, activation_id, exercise, channel, min_vetting, person)::text AS line
    FROM requests_said
    UNION ALL
    SELECT row('match', match_id, activation_id, exercise, basis)::text FROM matches_said
    UNION ALL
    SELECT row('hours', match_id, story, activation_id, exercise, basis)::text FROM hours_said
    UNION ALL
    SELECT
        row(
            'activity', counted_as, activation_id, exercise, channel, min_vetting, basis, person
        )::text
    FROM activities_said
    UNION ALL
    SELECT row('call', call_id, activation_id, exercise, channel, outcome)::text FROM calls_said
    UNION ALL
    SELECT row('missed call', call_id, activation_id, exercise, channel, in_hours, returned_at)::text
    FROM missed_calls_said
) AS everything;
