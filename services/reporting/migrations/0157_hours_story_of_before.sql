-- locks: nothing
-- deploy: after
-- Notes from before say it too, as the log has it.
UPDATE hours
SET story = said.correlation_id
FROM (
    SELECT DISTINCT ON (subject) subject, correlation_id
    FROM event_log
    WHERE type = 'hours.logged'
    ORDER BY subject, subject_version DESC
) AS said
WHERE said.subject = 'match/' || hours.match_id AND hours.story IS NULL;
