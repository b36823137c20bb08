-- name: listed_partners
-- Straight from the log, where little is said of them: how each stands, and what it last said it does.
WITH stands AS (
    SELECT DISTINCT ON (subject) subject, type, exercise, occurred_at
    FROM event_log
    WHERE type IN ('partner.joined', 'partner.paused', 'partner.resumed', 'partner.left')
    ORDER BY subject, subject_version DESC
),
told AS (
    SELECT DISTINCT ON (subject) subject, body -> 'data' AS data, occurred_at
    FROM event_log
    WHERE type = 'partner.listed'
    ORDER BY subject, subject_version DESC
)
SELECT told.data::text AS data, stands.type = 'partner.paused' AS rests,
    greatest(told.occurred_at, stands.occurred_at) AS changed_at
FROM told
JOIN stands USING (subject)
WHERE stands.type <> 'partner.left' AND NOT stands.exercise;
