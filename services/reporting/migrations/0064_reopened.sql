-- locks: requests
-- What a request is about may be corrected, and a help that was reported may turn out not to have come:
-- `facts_version` numbers the event that said last what it is about. Until now that was always
-- `request.created`, the first; whatever ended a request that was not heard of yet said nothing of it.
-- Corrections come in any order too: a row may know what a request is about before it is counted, and
-- has version 0 until an event says how it stands. Nothing is checked anew: the new rule is wider.
ALTER TABLE requests
    ADD COLUMN facts_version bigint NOT NULL DEFAULT 1,
    DROP CONSTRAINT requests_check,
    DROP CONSTRAINT requests_check1,
    DROP CONSTRAINT requests_version_check,
    ADD CONSTRAINT requests_version_check CHECK (version >= 0) NOT VALID;
ALTER TABLE requests ALTER COLUMN facts_version SET DEFAULT 0;

-- As before, but that a request which was opened again has no end until it ends again; what is only
-- corrected says nothing of how it stands.
CREATE OR REPLACE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    WITH heard AS (
        SELECT event_id, inbox.event_id IS NOT NULL AS claimed,
            event_log.event_id IS NOT NULL AS logged
        FROM (
            SELECT event_id FROM inbox
            WHERE event_id >= coalesce(
                (SELECT before FROM proven), '00000000-0000-0000-0000-000000000000'
            )
        ) AS inbox
        FULL JOIN (
            SELECT event_id FROM event_log
            WHERE event_id >= coalesce(
                (SELECT before FROM proven), '00000000-0000-0000-0000-000000000000'
            )
        ) AS event_log USING (event_id)
    )
    SELECT 'what was heard is in the log, and nothing else', event_id::text
    FROM heard
    WHERE NOT (claimed AND logged)
    UNION ALL
    SELECT 'requests are as the log says', coalesce(request_id::text, subject)
    FROM requests
    FULL JOIN (
        SELECT subject, max(subject_version) AS version,
            min(occurred_at) FILTER (WHERE type = 'request.created') AS received_at,
            CASE
                WHEN max(subject_version) FILTER (WHERE type = 'request.completed') > coalesce(
                    max(subject_version) FILTER (
                        WHERE type IN ('request.reopened', 'request.cancelled')
                    ), 0
                ) THEN max(occurred_at) FILTER (WHERE type = 'request.completed')
            END AS completed_at,
            CASE
                WHEN max(subject_version) FILTER (WHERE type = 'request.closed') > coalesce(
                    max(subject_version) FILTER (WHERE type = 'request.reopened'), 0
                ) THEN max(occurred_at) FILTER (WHERE type = 'request.closed')
            END AS closed_at
        FROM event_log
        WHERE type IN (
            'request.created', 'request.cancelled', 'request.completed', 'request.closed',
            'request.reopened'
        )
        GROUP BY subject
    ) AS told ON subject = 'request/' || request_id
    WHERE (requests.version, requests.received_at, requests.completed_at, requests.closed_at)
        IS DISTINCT FROM (told.version, told.received_at, told.completed_at, told.closed_at)
    UNION ALL
    SELECT 'hours are as the log says', coalesce(match_id::text, subject)
    FROM hours
    FULL JOIN (
        SELECT DISTINCT ON (subject) subject, subject_version, occurred_at,
            (body #>> '{data,minutes}')::integer AS minutes,
            (body #>> '{data,volunteer_id}')::uuid AS volunteer_id
        FROM event_log
        WHERE type = 'hours.logged'
        ORDER BY subject, subject_version DESC
    ) AS told ON subject = 'match/' || match_id
    WHERE (hours.version, hours.logged_at, hours.minutes, hours.volunteer_id)
        IS DISTINCT FROM (told.subject_version, told.occurred_at, told.minutes, told.volunteer_id)
    UNION ALL
    SELECT 'activities are as the log says', coalesce(activities.activity_id, told.activity_id)::text
    FROM activities
    FULL JOIN (
        SELECT DISTINCT ON (thing) thing, subject_version, data.*
        FROM event_log
        CROSS JOIN LATERAL jsonb_to_record(body -> 'data') AS data (
            activity_id uuid, assignment_id uuid, request_id uuid, service_line text,
            municipality text, occurred_on date, headcount integer, basis text, minutes integer,
            person text
        )
        CROSS JOIN LATERAL (SELECT coalesce(assignment_id, activity_id) AS thing) AS counted
        WHERE type = 'activity.logged'
        ORDER BY thing, data.activity_id, subject_version DESC
    ) AS told ON thing = counted_as
    WHERE (
        activities.activity_id, activities.assignment_id, activities.request_id,
        activities.service_line, activities.municipality, activities.occurred_on,
        activities.headcount, activities.basis, activities.minutes, activities.person
    ) IS DISTINCT FROM (
        told.activity_id, told.assignment_id, told.request_id, told.service_line,
        told.municipality, told.occurred_on, told.headcount, told.basis, told.minutes, told.person
    )
    UNION ALL
    SELECT 'days are counted as their requests say', coalesce(kept.day, counted.day)::text
    FROM (SELECT * FROM daily_counts WHERE received <> 0 OR completed <> 0) AS kept
    FULL JOIN (
        SELECT counted.day, row(category, service_line, municipality)::text AS under,
            sum(counted.received) AS received, sum(counted.completed) AS completed
        FROM requests
        CROSS JOIN LATERAL (
            VALUES (local_day(received_at), 1, 0), (local_day(completed_at), 0, 1)
        ) AS counted (day, received, completed)
        WHERE NOT exercise AND counted.day IS NOT NULL
        GROUP BY counted.day, category, service_line, municipality
    ) AS counted
        ON kept.day = counted.day
        AND row(kept.category, kept.service_line, kept.municipality)::text = under
    WHERE (kept.received, kept.completed) IS DISTINCT FROM (counted.received, counted.completed)
$$;
