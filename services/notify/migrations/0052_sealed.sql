-- locks: nothing
-- Some sealed values with the keys around their keys, drawn anew each time, for `verify` to open.
CREATE FUNCTION ledger_sealed(each integer)
RETURNS TABLE (part text, subject text, field text, sealed bytea, ring_key text, wrapped bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT part, subject, field, sealed, ring_key, wrapped
    FROM (
        SELECT 'letters' AS part, 'notification/' || delivery_id AS subject, field, sealed
        FROM (SELECT * FROM letters ORDER BY random() LIMIT each) AS drawn_rows
        CROSS JOIN LATERAL (VALUES ('recipient', recipient), ('content', content)) AS fields (field, sealed)
        UNION ALL
        SELECT 'endpoints', 'endpoint/' || id, field, sealed
        FROM (SELECT * FROM endpoints ORDER BY random() LIMIT each) AS drawn_rows
        CROSS JOIN LATERAL (
            VALUES ('secret', secret), ('previous_secret', previous_secret)
        ) AS fields (field, sealed)
    ) AS drawn
    JOIN subject_keys USING (subject)
    WHERE sealed IS NOT NULL
$$;
