-- locks: nothing
-- A rule more for `verify`: how an activation stands was decided by somebody, and the last line of the audit says
-- the same. Lines are kept for longer than four weeks; one that nobody decided about yet stands as it was made.
ALTER FUNCTION culprits() RENAME TO culprits_beside_activations;
CREATE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    WITH decided AS (
        SELECT DISTINCT ON (activation_id) activation_id AS id, version,
            ROW(version, state, areas, lines, channels, sign_up, valid_until, review_on) AS stands
        FROM activation_steps
        ORDER BY activation_id, version DESC
    ),
    kept AS (
        SELECT id, version, changed_at,
            ROW(version, state, areas, lines, channels, sign_up, valid_until, review_on) AS stands,
            state IN ('standby', 'activated') AND areas = '{}' AND lines = '{}'
            AND channels = '{phone,partners,web}' AND sign_up = 'open'
            AND num_nonnulls(valid_until, review_on) = 0 AS is_as_made
        FROM activations
    )
    SELECT * FROM culprits_beside_activations()
    UNION ALL
    SELECT 'an activation stands as its last audit line says', id::text
    FROM kept
    FULL JOIN decided USING (id)
    WHERE CASE
        WHEN kept.version IS NULL THEN true
        WHEN decided.version IS NOT NULL THEN kept.stands IS DISTINCT FROM decided.stands
        WHEN kept.version = 0 THEN NOT is_as_made
        ELSE changed_at > said_since()
    END
$$;
