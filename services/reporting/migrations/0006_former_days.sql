-- locks: nothing
-- What was there before the days were kept: all of today less what is kept since, both seen at once.
CREATE TEMPORARY TABLE former ON COMMIT DROP AS
SELECT day, category, service_line, municipality,
    sum(received) AS received, sum(completed) AS completed
FROM (
    SELECT counted.day, category, service_line, municipality, counted.received, counted.completed
    FROM requests
    CROSS JOIN LATERAL (
        VALUES (local_day(received_at), 1, 0), (local_day(completed_at), 0, 1)
    ) AS counted (day, received, completed)
    WHERE NOT exercise AND counted.day IS NOT NULL
    UNION ALL
    SELECT day, category, service_line, municipality, -received, -completed FROM daily_counts
) AS everything
GROUP BY day, category, service_line, municipality;

SELECT pg_advisory_xact_lock(hashtext('daily_counts'));
INSERT INTO daily_counts AS kept
SELECT day, category, service_line, municipality, received, completed FROM former
ON CONFLICT (day, category, service_line, municipality) DO UPDATE SET
    received = kept.received + excluded.received,
    completed = kept.completed + excluded.completed;
