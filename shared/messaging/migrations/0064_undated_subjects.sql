-- locks: nothing
-- Once something was proven and forgotten, only a subject whose id says when it began (UUID version 7) can be
-- asked for its first event; of another nobody knows whether it began before.
CREATE OR REPLACE FUNCTION culprits_of_events() RETURNS TABLE (rule text, culprit text)
LANGUAGE sql STABLE AS $$
    WITH mark AS (
        SELECT coalesce(
            (SELECT before FROM proven), '00000000-0000-0000-0000-000000000000'
        ) AS before, (SELECT proven_at FROM proven) AS at
    )
    SELECT 'versions of a subject are 1, 2, 3…', subject
    FROM outbox, mark
    WHERE event_id >= before
    GROUP BY subject, before, at
    HAVING max(subject_version) - min(subject_version) + 1 <> count(*)
        OR min(subject_version) > CASE WHEN subject LIKE 'notification/%' THEN 2 ELSE 1 END
        AND left(split_part(subject, '/', 2), 13) > left(before::text, 13)
        AND (at IS NULL OR substr(split_part(subject, '/', 2), 15, 1) = '7')
    UNION ALL
    SELECT 'nothing is said or handled below the watermark', event_id::text
    FROM outbox, mark
    WHERE event_id < before AND created_at > at
    UNION ALL
    SELECT 'nothing is said or handled below the watermark', event_id::text
    FROM inbox, mark
    WHERE event_id < before AND received_at > at
$$;
