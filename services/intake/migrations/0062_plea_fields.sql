-- locks: requests, reach_points
-- Who asks for whom, and what is safe. A secret address has no postal code in clear: it is sealed with
-- the street. Of reach points from before it was asked nobody said whose they are.
ALTER TABLE requests
    ALTER COLUMN postal_code DROP NOT NULL,
    ADD COLUMN asker_name bytea,
    ADD COLUMN relation text,
    ADD COLUMN address_secret boolean NOT NULL DEFAULT false,
    ADD COLUMN under_18 boolean,
    ADD COLUMN payment text;
ALTER TABLE requests
    ADD CONSTRAINT requests_relation CHECK (
        relation IS NULL
        OR on_behalf AND relation IN ('relative', 'friend', 'professional', 'other')
    ) NOT VALID,
    ADD CONSTRAINT requests_payment CHECK (payment ~ '^[a-z_]{1,40}$') NOT VALID,
    ADD CONSTRAINT requests_place CHECK (address_secret = (postal_code IS NULL)) NOT VALID;

ALTER TABLE reach_points
    ADD COLUMN whose text NOT NULL DEFAULT 'unsaid',
    ADD COLUMN may_ring boolean NOT NULL DEFAULT true,
    ADD COLUMN may_text boolean NOT NULL DEFAULT false,
    ADD COLUMN may_write boolean NOT NULL DEFAULT true;
ALTER TABLE reach_points
    ADD CONSTRAINT reach_points_whose CHECK (whose IN ('helped', 'asker', 'unsaid')) NOT VALID;

-- As in 0052, with whose a reach point is: that is part of the name under which it is sealed.
CREATE OR REPLACE FUNCTION ledger_sealed(each integer)
RETURNS TABLE (part text, subject text, field text, sealed bytea, ring_key text, wrapped bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT part, subject, field, sealed, ring_key, wrapped
    FROM (
        SELECT 'requests' AS part, 'request/' || id AS subject, field, sealed
        FROM (SELECT * FROM requests ORDER BY random() LIMIT each) AS drawn_rows
        CROSS JOIN LATERAL (
            VALUES ('first_name', first_name), ('asker_name', asker_name), ('street', street),
                ('area_note', area_note), ('text', text), ('answer', answer)
        ) AS fields (field, sealed)
        UNION ALL
        (
            SELECT 'reach_points', 'request/' || request_id,
                CASE whose WHEN 'asker' THEN 'asker_' || kind ELSE kind END, address
            FROM reach_points
            ORDER BY random()
            LIMIT each
        )
        UNION ALL
        (
            SELECT 'assignments', 'request/' || request_id, 'code_word', code_word
            FROM assignments
            ORDER BY random()
            LIMIT each
        )
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
