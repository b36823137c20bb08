-- locks: nothing
-- Rules more for `verify`, beside those of before: whoever must be seen to by a person has a line that
-- says so, open or settled. Not known here: lines for words that raise caution (they are sealed), for
-- letters that did not arrive, for who could not be reached, and for what was missed.
-- A reason stays true once it holds, but for what was asked before it was kept who may know of it.
-- In danger that is reason enough.
ALTER FUNCTION culprits() RENAME TO culprits_beside_calls;
CREATE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    WITH in_danger AS (
        SELECT request_id FROM attentions WHERE reason IN ('danger_call_me', 'danger_called')
    ),
    reserved AS (
        SELECT id, said_category(category) IS NULL AS is_sensitive, address_secret,
            NOT on_behalf AND coalesce(under_18, false) AS is_child
        FROM requests
        WHERE NOT volunteer_allowed AND version > 0 AND state <> 'closed'
            AND created_at > (
                SELECT applied_at FROM schema_migrations WHERE name = '0078_reserved.sql'
            )
            AND id NOT IN (SELECT request_id FROM in_danger)
    ),
    called_for AS (
        SELECT id, reason
        FROM reserved
        CROSS JOIN LATERAL (
            VALUES ('sensitive', is_sensitive), ('address_secret', address_secret),
                ('child_alone', is_child),
                ('no_channel', NOT (is_sensitive OR address_secret OR is_child))
        ) AS reasons (reason, holds)
        WHERE holds
        UNION ALL
        SELECT id, 'not_helped'
        FROM requests
        WHERE helped IN ('partly', 'no') OR reopened_after IS NOT NULL
        UNION ALL
        SELECT request_id, 'call_back' FROM promises WHERE act_at > heard_by
        UNION ALL
        SELECT requests.id, 'tell_code_word'
        FROM requests
        JOIN assignments ON assignments.request_id = requests.id AND closed_at IS NULL
        WHERE state = 'assigned' AND requests.code_word IS NOT NULL
            AND 'helped' IS DISTINCT FROM (
                SELECT CASE
                    WHEN whose <> 'unsaid' THEN whose WHEN on_behalf THEN 'asker' ELSE 'helped'
                END
                FROM reach_points
                WHERE reach_points.request_id = requests.id AND kind = 'email' AND may_write
                ORDER BY place
                LIMIT 1
            )
    )
    SELECT * FROM culprits_beside_calls()
    UNION ALL
    SELECT 'a person is called to whoever needs one', uncalled.id::text
    FROM (
        SELECT id FROM requests WHERE state = 'escalated' AND id NOT IN (SELECT request_id FROM in_danger)
        UNION
        SELECT id
        FROM called_for
        WHERE NOT EXISTS (
            SELECT FROM attentions
            WHERE request_id = called_for.id AND attentions.reason = called_for.reason
        )
    ) AS uncalled
$$;
