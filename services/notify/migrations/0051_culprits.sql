-- locks: nothing
-- What breaks a rule within notify, for `verify`: see shared/messaging's `ledger_culprits`.
CREATE FUNCTION sealed() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
    SELECT 'letters', 'notification/' || delivery_id FROM letters
    UNION ALL
    SELECT 'endpoints', 'endpoint/' || id FROM endpoints
$$;

CREATE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    WITH said AS MATERIALIZED (
        SELECT DISTINCT ON (subject) subject, subject_version AS version, type, created_at
        FROM outbox
        WHERE subject LIKE 'notification/%'
        ORDER BY subject, subject_version DESC
    )
    SELECT * FROM culprits_of_keys()
    UNION ALL
    SELECT 'how a delivery ended is said, and what was said is kept', coalesce(id::text, subject)
    FROM deliveries
    FULL JOIN said ON subject = 'notification/' || id
    WHERE id IS NULL AND said.created_at >= said_since()
        OR subject IS NULL AND finished_at >= said_since()
        OR deliveries.version <> said.version
        OR state <> 'waiting' AND type <> 'notification.' || state
    UNION ALL
    SELECT 'what waits has its content', id::text
    FROM deliveries
    WHERE state = 'waiting' AND endpoint_id IS NULL AND expires_at > network_now()
        AND NOT EXISTS (SELECT FROM letters WHERE delivery_id = id)
        AND NOT EXISTS (SELECT FROM recalls WHERE recalls.whose = deliveries.whose)
    UNION ALL
    SELECT 'what waits has its content', id::text
    FROM deliveries
    WHERE endpoint_id IS NOT NULL AND NOT EXISTS (SELECT FROM news WHERE delivery_id = id)
    UNION ALL
    SELECT 'each try of a delivery is noted', id::text
    FROM deliveries
    LEFT JOIN (SELECT delivery_id, count(*) AS noted FROM attempts GROUP BY delivery_id) AS tried
        ON delivery_id = id
    WHERE attempts <> coalesce(noted, 0)
    UNION ALL
    SELECT 'a delivery has its endpoint and its kind', deliveries.id::text
    FROM deliveries
    LEFT JOIN endpoints ON endpoints.id = endpoint_id
    WHERE endpoint_id IS NOT NULL AND endpoints.id IS NULL
        OR channel NOT IN (SELECT recipient_kinds.kind FROM recipient_kinds)
    UNION ALL
    SELECT 'a delivery has its endpoint and its kind', subject
    FROM subject_keys
    WHERE subject LIKE 'endpoint/%' AND NOT EXISTS (
        SELECT FROM endpoints WHERE subject = 'endpoint/' || id
    )
    UNION ALL
    SELECT 'who was erased stays noted', id::text
    FROM deliveries
    WHERE state <> 'waiting' AND endpoint_id IS NULL AND finished_at >= said_since()
        AND NOT is_noted_as_erased('notification/' || id)
    UNION ALL
    SELECT 'one letter a notification', event_id::text
    FROM deliveries
    WHERE endpoint_id IS NULL
    GROUP BY event_id
    HAVING count(*) > 1
$$;

CREATE FUNCTION counts() RETURNS TABLE (name text, things bigint) LANGUAGE sql STABLE AS
'SELECT NULL::text, NULL::bigint WHERE false';

-- What is held for an endpoint that is off waits for a person, who sees it among the deliveries.
CREATE FUNCTION waiting() RETURNS TABLE (name text, things bigint) LANGUAGE sql STABLE AS $$
    SELECT 'letters that have not left', count(*)
    FROM deliveries
    WHERE state = 'waiting' AND endpoint_id IS NULL
    UNION ALL
    SELECT 'news that have not left', count(*)
    FROM deliveries
    JOIN endpoints ON endpoints.id = endpoint_id
    WHERE state = 'waiting' AND enabled
$$;
