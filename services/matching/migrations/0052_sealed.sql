-- locks: nothing
-- Some sealed values with the keys around their keys, drawn anew each time, for `verify` to open.
CREATE FUNCTION ledger_sealed(each integer)
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
    ) AS drawn
    JOIN subject_keys USING (subject)
$$;
