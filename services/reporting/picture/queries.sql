-- name: mark
-- Changes with every batch of facts.
SELECT coalesce(sum(batches), 0)::bigint FROM picture_heard;

-- name: heard
-- When each service was heard last.
SELECT service, heard_at FROM picture_heard ORDER BY service;

-- name: hours
-- The hours since then in which something happened.
SELECT begins, asked, helped
FROM picture_counts
WHERE span = 'hour' AND dim = 'all' AND begins >= $1
ORDER BY begins;

-- name: waiting
-- Who asked and was not helped yet: by why and how long, then by what there is to choose helpers by. Who
-- has a helper waits, too, but nobody is to be found for them.
WITH waits AS MATERIALIZED (
    SELECT
        CASE
            WHEN to_person_version > searched_version THEN 'with_person'
            WHEN standing = 'unmatched' THEN coalesce('unmatched.' || reason, 'unmatched')
            WHEN standing IS NULL OR standing = 'closed' THEN 'received'
            ELSE standing
        END AS why,
        picture_wait($1::timestamptz - asked_at) AS age,
        asked_at, need, area, channel, language
    FROM picture_requests
    WHERE asked_at IS NOT NULL AND helped_at IS NULL AND ended_at IS NULL AND NOT exercise
),
unfound AS (
    SELECT * FROM waits WHERE why NOT IN ('assigned', 'accepted', 'in_progress')
)
SELECT 'why' AS dim, why AS code, age, count(*) AS requests, min(asked_at) AS oldest
FROM waits GROUP BY why, age
UNION ALL
SELECT 'need', coalesce(need, ''), NULL, count(*), min(asked_at) FROM unfound GROUP BY need
UNION ALL
SELECT 'area', coalesce(area, ''), NULL, count(*), min(asked_at) FROM unfound GROUP BY area
UNION ALL
SELECT 'channel', coalesce(channel, ''), NULL, count(*), min(asked_at) FROM unfound GROUP BY channel
UNION ALL
SELECT 'language', coalesce(language, ''), NULL, count(*), min(asked_at) FROM unfound GROUP BY language
ORDER BY dim, requests DESC, code, age;

-- name: calls_since
-- Calls by who rang whom and how they ended.
SELECT direction, outcome, count(*) AS calls
FROM calls
WHERE logged_at >= $1 AND NOT exercise
GROUP BY direction, outcome
ORDER BY calls DESC, direction, outcome;

-- name: missed_calls_since
-- Calls that nobody answered, and how many of those who rang were spoken to since.
SELECT count(*) FILTER (WHERE returned_at IS NULL) AS unreached,
    count(*) FILTER (WHERE returned_at IS NOT NULL) AS returned
FROM missed_calls
WHERE rang_at >= $1 AND NOT exercise;

-- name: days
-- Day by day: what was asked and helped, and of what was asked how soon help came.
SELECT local_day(begins) AS day, dim, code, asked, helped
FROM picture_counts
WHERE span = 'day' AND dim IN ('all', 'wait') AND begins >= day_begins($1)
    AND begins <= day_begins($2) AND (asked <> 0 OR helped <> 0)
ORDER BY dim, begins, code;

-- name: groups
-- The same days by what was asked for, where, how and in which language.
SELECT dim, code, sum(asked)::bigint AS asked, sum(helped)::bigint AS helped
FROM picture_counts
WHERE span = 'day' AND dim IN ('area', 'channel', 'language', 'need') AND begins >= day_begins($1)
    AND begins <= day_begins($2)
GROUP BY dim, code
HAVING sum(asked) <> 0 OR sum(helped) <> 0
ORDER BY dim, asked DESC, code;

-- name: volunteers
-- Who offered ever, and who of them was asked and said yes since then; who of them rests now, or left.
SELECT
    (
        SELECT coalesce(sum(asked), 0)::bigint FROM picture_counts
        WHERE span = 'day' AND dim = 'offered'
    ) AS offered,
    (SELECT count(*) FROM picture_volunteers WHERE asked_at >= day_begins($1)) AS asked,
    (SELECT count(*) FROM picture_volunteers WHERE accepted_at >= day_begins($1)) AS helping,
    paused, gone, asked_away
FROM (
    SELECT count(*) FILTER (WHERE standing = 'paused') AS paused,
        count(*) FILTER (WHERE standing = 'left') AS gone,
        count(*) FILTER (WHERE asked_at >= day_begins($1)) AS asked_away
    FROM picture_volunteers
    WHERE standing IN ('paused', 'left') AND offered_at IS NOT NULL
) AS away;

-- name: activities
-- What was done for many, by line; what was counted and what was estimated are apart.
SELECT service_line, basis, count(*) AS activities, sum(headcount)::bigint AS headcount,
    sum(minutes)::bigint AS minutes
FROM activities
WHERE occurred_on BETWEEN $1 AND $2 AND assignment_id IS NULL AND NOT exercise AND taken_back IS NULL
GROUP BY service_line, basis
ORDER BY headcount DESC, service_line, basis;
