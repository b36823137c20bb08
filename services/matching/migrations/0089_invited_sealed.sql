-- locks: nothing
-- What lies sealed of people who are invited has its key, and opens; who said no stays noted.
CREATE OR REPLACE FUNCTION sealed() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
    SELECT 'volunteers', 'volunteer/' || id FROM volunteers WHERE state <> 'erased'
    UNION ALL
    SELECT 'reach_points', 'volunteer/' || volunteer_id FROM reach_points
    UNION ALL
    SELECT 'addresses', 'roster/addresses'
    WHERE EXISTS (SELECT FROM reach_points WHERE address_hash IS NOT NULL)
    UNION ALL
    SELECT 'invited_people', 'invitation/' || id FROM invited_people
    UNION ALL
    SELECT 'invited_addresses', 'invitations/addresses'
    WHERE EXISTS (SELECT FROM invited_addresses)
$$;

CREATE OR REPLACE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    WITH said AS MATERIALIZED (
        SELECT subject, max(subject_version) AS version, min(created_at) AS since
        FROM outbox
        WHERE subject LIKE 'match/%' OR subject LIKE 'need/%' OR subject LIKE 'volunteer/%'
        GROUP BY subject
    )
    SELECT * FROM culprits_of_keys()
    UNION ALL
    SELECT 'a match is announced, and what was announced is kept', coalesce(id::text, subject)
    FROM matches
    FULL JOIN (SELECT * FROM said WHERE subject LIKE 'match/%') AS said ON subject = 'match/' || id
    WHERE subject IS NULL AND proposed_at >= said_since() OR id IS NULL AND since >= said_since()
    UNION ALL
    SELECT 'a key opens something', subject
    FROM subject_keys
    WHERE subject LIKE 'volunteer/%' AND NOT EXISTS (
        SELECT FROM volunteers WHERE subject = 'volunteer/' || id
    )
        OR subject LIKE 'invitation/%' AND NOT EXISTS (
            SELECT FROM invited_people WHERE subject = 'invitation/' || id
        )
    UNION ALL
    SELECT 'the number of a match is that of its last event', id::text
    FROM matches
    JOIN said ON subject = 'match/' || id
    WHERE matches.version <> said.version
    UNION ALL
    SELECT 'the number of a need is that of its last event', request_id::text
    FROM needs
    JOIN said ON subject = 'need/' || request_id
    WHERE needs.version <> said.version
    UNION ALL
    SELECT 'a volunteer is announced, and who was announced is kept', coalesce(id::text, subject)
    FROM volunteers
    FULL JOIN (SELECT * FROM said WHERE subject LIKE 'volunteer/%') AS said
        ON subject = 'volunteer/' || id
    WHERE subject IS NULL AND activated_at >= said_since() OR id IS NULL AND since >= said_since()
    UNION ALL
    SELECT 'a volunteer offers what was announced', id::text
    FROM outbox
    CROSS JOIN LATERAL jsonb_to_record(body::jsonb -> 'data') AS data (
        volunteer_id uuid, municipality text, languages text[], categories text[]
    )
    JOIN volunteers ON id = volunteer_id
    WHERE type = 'volunteer.registered' AND (
        data.municipality <> volunteers.municipality
        OR NOT (data.languages <@ volunteers.languages AND data.languages @> volunteers.languages)
        OR NOT (data.categories <@ volunteers.categories AND data.categories @> volunteers.categories)
    )
    UNION ALL
    SELECT 'who was erased stays noted', whose::text
    FROM (
        SELECT (body::jsonb #>> '{data,whose}')::uuid AS whose
        FROM outbox
        WHERE type = 'notification.recalled' AND created_at >= said_since()
    ) AS recalled
    WHERE NOT is_noted_as_erased('volunteer/' || whose)
        AND NOT is_noted_as_erased('invitation/' || whose)
    UNION ALL
    SELECT 'a volunteer can be written to', id::text
    FROM volunteers
    WHERE state <> 'erased' AND NOT EXISTS (SELECT FROM reach_points WHERE volunteer_id = id)
    UNION ALL
    SELECT 'who applied can confirm it', id::text
    FROM volunteers
    WHERE state = 'applied' AND NOT EXISTS (SELECT FROM confirmations WHERE volunteer_id = id)
    UNION ALL
    SELECT 'a link to the task goes with each link to the contact data', id::text
    FROM matches
    WHERE access_count <> (SELECT count(*) FROM task_links WHERE match_id = id)
    UNION ALL
    SELECT 'why somebody was asked is kept', request_id::text
    FROM needs
    WHERE (
            EXISTS (SELECT FROM matches WHERE matches.request_id = needs.request_id)
            OR state = 'unmatched' AND reason IN ('nobody_able', 'everyone_asked')
        )
        AND NOT EXISTS (SELECT FROM decisions WHERE decisions.request_id = needs.request_id)
    UNION ALL
    SELECT 'what counts against a week is what the matches say', id::text
    FROM volunteers
    LEFT JOIN (
        SELECT volunteer_id, count(*) AS matches FROM matches WHERE counted GROUP BY volunteer_id
    ) AS week ON volunteer_id = id
    WHERE load <> coalesce(matches, 0)
    UNION ALL
    SELECT 'one live assignment a request', request_id::text
    FROM matches
    WHERE state = 'accepted'
    GROUP BY request_id
    HAVING count(*) > 1
    UNION ALL
    SELECT 'one live assignment a request (announced)', request
    FROM (
        SELECT body::jsonb #>> '{data,request_id}' AS request
        FROM outbox AS matched
        WHERE type = 'volunteer.matched' AND NOT EXISTS (
            SELECT FROM outbox AS ended
            WHERE ended.subject = matched.subject
                AND ended.type IN ('match.withdrawn', 'assignment.completed')
        )
    ) AS live
    GROUP BY request
    HAVING count(*) > 1
    UNION ALL
    SELECT 'one activity an assignment', assignment
    FROM (
        SELECT body::jsonb #>> '{data,assignment_id}' AS assignment FROM outbox WHERE type = 'activity.logged'
    ) AS done
    WHERE assignment IS NOT NULL
    GROUP BY assignment
    HAVING count(*) > 1
$$;

CREATE OR REPLACE FUNCTION ledger_sealed(each integer)
RETURNS TABLE (part text, subject text, field text, sealed bytea, ring_key text, wrapped bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT part, subject, field, sealed, ring_key, wrapped
    FROM (
        (
            SELECT 'volunteers' AS part, 'volunteer/' || id AS subject, 'name' AS field, name AS sealed
            FROM volunteers
            WHERE state <> 'erased'
            ORDER BY random()
            LIMIT each
        )
        UNION ALL
        (
            SELECT 'reach_points', 'volunteer/' || volunteer_id, kind, address
            FROM reach_points
            ORDER BY random()
            LIMIT each
        )
        UNION ALL
        (
            SELECT 'invited_people', 'invitation/' || id, 'said', said
            FROM invited_people
            ORDER BY random()
            LIMIT each
        )
    ) AS drawn
    JOIN subject_keys USING (subject)
$$;
