-- locks: nothing
-- As in 0051, where it was `culprits`: whatever a coordinator wishes is said by such a command.
--
-- A first name is nobody's duty. The letter that confirms a request is sent with the link of its answer,
-- but to whoever was held first, with one of its own.
CREATE OR REPLACE FUNCTION culprits_of_requests() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    WITH said AS MATERIALIZED (
        SELECT subject, max(subject_version) AS version, min(subject_version) AS first,
            min(created_at) AS since
        FROM outbox
        WHERE subject LIKE 'request/%' OR subject LIKE 'staff_session/%'
        GROUP BY subject
    ),
    letters AS MATERIALIZED (
        SELECT (body::jsonb #>> '{data,whose}')::uuid AS request_id,
            count(*) FILTER (WHERE body::jsonb #>> '{data,template}' <> 'request_received') AS news,
            count(*) FILTER (WHERE body::jsonb #>> '{data,template}' = 'request_received') AS received
        FROM outbox
        WHERE type = 'notification.requested' AND created_at >= said_since()
        GROUP BY 1
    ),
    known AS (
        SELECT requests.*
        FROM requests
        WHERE EXISTS (SELECT FROM subject_keys WHERE subject = 'request/' || id)
    )
    SELECT * FROM culprits_of_keys()
    UNION ALL
    SELECT 'a request is announced, and what was announced is kept', coalesce(id::text, subject)
    FROM requests
    FULL JOIN (SELECT * FROM said WHERE subject LIKE 'request/%') AS said ON subject = 'request/' || id
    WHERE subject IS NULL AND requests.version > 0 AND created_at >= said_since()
        OR id IS NULL AND since >= said_since()
    UNION ALL
    SELECT 'a key opens something', subject
    FROM subject_keys
    WHERE subject LIKE 'request/%' AND NOT EXISTS (
        SELECT FROM requests WHERE subject = 'request/' || id
    )
    UNION ALL
    SELECT 'the number of a request is that of its last event', id::text
    FROM requests
    JOIN said ON subject = 'request/' || id
    WHERE requests.version <> said.version
    UNION ALL
    SELECT 'who asked can be reached', id::text
    FROM known
    LEFT JOIN (
        SELECT request_id, count(*) AS points, max(place) AS last,
            bool_or(kind = 'email') AS by_letter
        FROM reach_points
        GROUP BY request_id
    ) AS ways ON request_id = id
    WHERE points IS DISTINCT FROM last OR points IS NULL
        OR NOT by_letter AND EXISTS (SELECT FROM letters WHERE letters.request_id = id)
    UNION ALL
    SELECT 'each letter to who asked has its link', id::text
    FROM known
    LEFT JOIN letters ON letters.request_id = id
    LEFT JOIN (
        SELECT request_id, count(*) AS links
        FROM status_links
        WHERE status_links.created_at >= said_since()
        GROUP BY request_id
    ) AS kept ON kept.request_id = id
    WHERE coalesce(links, 0) <> coalesce(news, 0) + CASE
        WHEN EXISTS (
            SELECT FROM held_decisions AS decided
            WHERE decided.request_id = known.id AND decision = 'let_through'
        ) THEN coalesce(received, 0) ELSE 0
    END
    UNION ALL
    SELECT 'who helped stays on record', match_id::text
    FROM proposals
    JOIN requests ON requests.id = request_id
    WHERE proposals.state = 'completed' AND closure = 'completed' AND NOT EXISTS (
        SELECT FROM assignments WHERE assignments.match_id = proposals.match_id
    )
    UNION ALL
    SELECT 'who was erased stays noted', request_id::text
    FROM (
        SELECT (body::jsonb #>> '{data,whose}')::uuid AS request_id
        FROM outbox
        WHERE type = 'notification.recalled' AND created_at >= said_since()
    ) AS recalled
    WHERE NOT is_noted_as_erased('request/' || request_id)
    UNION ALL
    SELECT 'who signed in has an account', sign_ins.id::text
    FROM sign_ins
    WHERE NOT EXISTS (SELECT FROM staff WHERE staff.id = staff_id)
    UNION ALL
    SELECT 'closed requests are counted', counted || ' counted, ' || closed || ' are'
    FROM (
        SELECT (SELECT coalesce(sum(requests), 0) FROM closed_counts) AS counted,
            (SELECT count(*) FROM requests WHERE state = 'closed') AS closed,
            (SELECT count(*) FROM closed_counts) AS shards
    ) AS both_ways
    WHERE counted <> closed OR shards <> 17
    UNION ALL
    SELECT 'a wish is said, and what was said is kept', coalesce(id::text, wish_id::text)
    FROM wishes
    FULL JOIN (
        SELECT (body::jsonb #>> '{data,wish_id}')::uuid AS wish_id, created_at
        FROM outbox
        WHERE type LIKE 'request.%!_requested' ESCAPE '!'
    ) AS command ON wish_id = id
    WHERE wish_id IS NULL AND asked_at >= said_since() OR id IS NULL AND created_at >= said_since()
    UNION ALL
    SELECT 'a sign-in is said, and what was said is kept', coalesce(id::text, subject)
    FROM sign_ins
    FULL JOIN (SELECT * FROM said WHERE subject LIKE 'staff_session/%') AS said
        ON subject = 'staff_session/' || id
    WHERE subject IS NULL AND opened_at >= said_since() OR id IS NULL AND since >= said_since()
    UNION ALL
    SELECT 'one live assignment a request', request_id::text
    FROM assignments
    WHERE closed_at IS NULL
    GROUP BY request_id
    HAVING count(*) > 1
$$;
