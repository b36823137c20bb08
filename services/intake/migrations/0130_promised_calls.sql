-- locks: nothing
-- Rules more for `verify`: each promise of a call is one line, each line was promised, whoever rang it ended it or
-- had it tried again, and nobody is rung once nobody is owed it. Calls and lines are kept for longer than four
-- weeks; of a line whose request was erased nobody was rung.
ALTER FUNCTION culprits() RENAME TO culprits_beside_call_backs;
CREATE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    WITH rung AS (
        SELECT call_backs.id, closed_at, outcome, started_at, ended_at,
            call_backs.request_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM subject_keys WHERE subject = 'request/' || call_backs.request_id
            ) AS is_erased
        FROM call_backs
        JOIN calls ON calls.id = call_id
    )
    SELECT * FROM culprits_beside_call_backs()
    UNION ALL
    SELECT 'a call that was promised is on the list, and no other', id::text
    FROM (SELECT id, ended_at FROM calls WHERE outcome = 'call_back') AS promised
    FULL JOIN (SELECT id, agreed_at FROM call_backs) AS listed USING (id)
    WHERE (ended_at IS NULL OR agreed_at IS NULL)
        AND coalesce(ended_at, agreed_at) > network_now() - interval '28 days'
    UNION ALL
    SELECT 'whoever was rung back is owed no call, or is tried again', id::text
    FROM rung
    WHERE closed_at IS NULL AND outcome <> 'unfinished'
    UNION ALL
    SELECT 'whoever is owed a call is rung once', id::text
    FROM rung
    WHERE NOT is_erased AND (
        ended_at IS NULL AND closed_at IS NOT NULL OR started_at > closed_at
        OR closed_at IS NOT NULL AND outcome IN ('no_answer', 'broken_off', 'silent', 'unfinished')
    )
$$;
