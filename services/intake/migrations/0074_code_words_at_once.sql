-- locks: requests
-- The word by which the next helper is known is drawn when somebody asks, so that they can be told
-- at once; sealed under the request's key.
ALTER TABLE requests ADD COLUMN code_word bytea;

-- As before, with the word, and with what helpers are introduced as.
CREATE OR REPLACE FUNCTION ledger_sealed(each integer)
RETURNS TABLE (part text, subject text, field text, sealed bytea, ring_key text, wrapped bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT part, subject, field, sealed, ring_key, wrapped
    FROM (
        SELECT 'requests' AS part, 'request/' || id AS subject, field, sealed
        FROM (SELECT * FROM requests ORDER BY random() LIMIT each) AS drawn_rows
        CROSS JOIN LATERAL (
            VALUES ('first_name', first_name), ('street', street), ('area_note', area_note),
                ('text', text), ('code_word', code_word), ('answer', answer)
        ) AS fields (field, sealed)
        UNION ALL
        (
            SELECT 'reach_points', 'request/' || request_id, kind, address
            FROM reach_points
            ORDER BY random()
            LIMIT each
        )
        UNION ALL
        SELECT 'assignments', 'request/' || request_id, field, sealed
        FROM (SELECT * FROM assignments ORDER BY random() LIMIT each) AS drawn_rows
        CROSS JOIN LATERAL (
            VALUES ('code_word', code_word), ('introduced_as', introduced_as)
        ) AS fields (field, sealed)
        UNION ALL
        SELECT 'drafts', CASE WHEN field = 'answer' THEN 'sent/' ELSE 'draft/' END || id, field, sealed
        FROM (SELECT * FROM drafts ORDER BY random() LIMIT each) AS drawn_rows
        CROSS JOIN LATERAL (VALUES ('fields', fields), ('answer', answer)) AS both_fields (field, sealed)
        UNION ALL
        (
            SELECT 'totp_secrets', 'staff/' || staff_id, 'totp', secret
            FROM totp_secrets
            ORDER BY random()
            LIMIT each
        )
        UNION ALL
        (
            SELECT 'invitations', 'staff/' || staff_id, 'totp', totp_secret
            FROM invitations
            ORDER BY random()
            LIMIT each
        )
    ) AS drawn
    JOIN subject_keys USING (subject)
    WHERE sealed IS NOT NULL
$$;
