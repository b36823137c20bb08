-- locks: staff
-- Something was wrong. The line says nothing of what is written: who, what and about whom is sealed under
-- a key of the concern's own, in a table that the service can add to and cannot read.
CREATE TABLE concerns (
    id uuid PRIMARY KEY,
    sent_hash text NOT NULL UNIQUE CHECK (sent_hash ~ '^[0-9a-f]{64}$'),
    received_at timestamptz NOT NULL DEFAULT network_now(),
    lead_told_at timestamptz,
    due_at timestamptz NOT NULL,
    deputy_told_at timestamptz,
    read_at timestamptz,
    closed_at timestamptz,
    closed_by uuid REFERENCES staff,
    outcome text CHECK (outcome ~ '^[a-z_]{1,40}$'),
    CHECK (num_nulls(closed_at, closed_by, outcome) IN (0, 3))
);
CREATE INDEX concerns_unread ON concerns (due_at) WHERE read_at IS NULL AND deputy_told_at IS NULL;
CREATE INDEX concerns_told ON concerns (lead_told_at);

CREATE TABLE concern_words (
    concern_id uuid PRIMARY KEY REFERENCES concerns ON DELETE CASCADE,
    what bytea NOT NULL,
    who bytea,
    reach bytea,
    reference bytea,
    origin bytea NOT NULL
);

CREATE TABLE concern_notes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    concern_id uuid NOT NULL REFERENCES concerns ON DELETE CASCADE,
    staff_id uuid NOT NULL REFERENCES staff,
    written_at timestamptz NOT NULL DEFAULT network_now(),
    note bytea NOT NULL
);
CREATE INDEX concern_notes_of_one ON concern_notes (concern_id);

-- Audit: who opened which, linked like every audit. It outlives the concern.
CREATE TABLE concern_looks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    concern_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    looked_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX concern_looks_of_one ON concern_looks (concern_id);
CREATE INDEX concern_looks_age ON concern_looks (looked_at);
SELECT audit_begin('concern_looks', 'id', 'looked_at');

CREATE FUNCTION reads_concerns(reader uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM staff
        WHERE id = reader AND disabled_at IS NULL
            AND roles && ARRAY['safeguarding_lead', 'safeguarding_deputy']
    )
$$;

-- The only way to the words: for one of two roles, and never without a row of who looked.
CREATE FUNCTION open_concern(wanted uuid, reader uuid)
RETURNS TABLE (
    id uuid, received_at timestamptz, read_at timestamptz, deputy_told_at timestamptz,
    closed_at timestamptz, outcome text, what bytea, who bytea, reach bytea, reference bytea,
    origin bytea
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT reads_concerns(reader) THEN
        RETURN;
    END IF;
    UPDATE concerns SET read_at = coalesce(concerns.read_at, network_now()) WHERE concerns.id = wanted;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    INSERT INTO concern_looks (concern_id, staff_id) VALUES (wanted, reader);
    RETURN QUERY
    SELECT concerns.id, concerns.received_at, concerns.read_at, concerns.deputy_told_at,
        concerns.closed_at, concerns.outcome, words.what, words.who, words.reach, words.reference,
        words.origin
    FROM concerns
    JOIN concern_words AS words ON words.concern_id = concerns.id
    WHERE concerns.id = wanted;
END
$$;

-- Only to whom the words were opened in this very transaction.
CREATE FUNCTION open_concern_notes(wanted uuid, reader uuid)
RETURNS TABLE (written_by text, written_at timestamptz, note bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT staff.name, concern_notes.written_at, concern_notes.note
    FROM concern_notes
    JOIN staff ON staff.id = concern_notes.staff_id
    WHERE concern_id = wanted AND EXISTS (
        SELECT FROM concern_looks AS look
        WHERE look.concern_id = wanted AND look.staff_id = reader
            AND look.xmin = pg_current_xact_id()::xid
    )
    ORDER BY concern_notes.id
$$;

-- For `verify`: what was there before, and the same of concerns. Renamed, so that whatever earlier
-- migrations say of other rooms stays as they say it.
ALTER FUNCTION sealed() RENAME TO sealed_of_requests;
CREATE FUNCTION sealed() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
    SELECT * FROM sealed_of_requests()
    UNION ALL
    SELECT 'concerns', 'concern/' || id FROM concerns
    UNION ALL
    SELECT 'duties', 'staff/' || staff_id FROM duties WHERE email IS NOT NULL
$$;

ALTER FUNCTION culprits() RENAME TO culprits_of_requests;
CREATE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    WITH letters AS MATERIALIZED (
        SELECT (body::jsonb #>> '{data,about}')::uuid AS concern_id,
            body::jsonb #>> '{data,template}' AS template
        FROM outbox
        WHERE type = 'notification.requested' AND created_at >= said_since()
            AND body::jsonb #>> '{data,template}' IN ('concern_waits', 'concern_unread')
    )
    SELECT * FROM culprits_of_requests()
    UNION ALL
    SELECT 'a key opens something', subject
    FROM subject_keys
    WHERE subject LIKE 'concern/%' AND NOT EXISTS (
        SELECT FROM concerns WHERE subject = 'concern/' || id
    )
    UNION ALL
    SELECT 'a concern keeps its words', id::text
    FROM concerns
    WHERE NOT EXISTS (SELECT FROM concern_words WHERE concern_id = id)
    UNION ALL
    SELECT 'a concern is told, and what was told of is kept', coalesce(id::text, concern_id::text)
    FROM (SELECT id FROM concerns WHERE lead_told_at >= said_since()) AS told
    FULL JOIN (SELECT concern_id FROM letters WHERE template = 'concern_waits') AS written
        ON concern_id = id
    WHERE concern_id IS NULL OR id IS NULL AND NOT EXISTS (SELECT FROM concerns WHERE concerns.id = concern_id)
    UNION ALL
    SELECT 'a concern that nobody read goes to the deputy', id::text
    FROM concerns
    WHERE read_at IS NULL AND deputy_told_at IS NULL AND due_at < network_now() - interval '30 minutes'
$$;

-- Of a concern only by which page somebody came: enough to try its key, and no way around who looked.
ALTER FUNCTION ledger_sealed(integer) SECURITY INVOKER;
ALTER FUNCTION ledger_sealed(integer) RENAME TO sealed_values_of_requests;
CREATE FUNCTION ledger_sealed(each integer)
RETURNS TABLE (part text, subject text, field text, sealed bytea, ring_key text, wrapped bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT * FROM sealed_values_of_requests(each)
    UNION ALL
    SELECT part, subject, field, sealed, ring_key, wrapped
    FROM (
        SELECT 'requests' AS part, 'request/' || id AS subject, 'code_word' AS field, code_word AS sealed
        FROM (SELECT id, code_word FROM requests ORDER BY random() LIMIT each) AS drawn_rows
        UNION ALL
        SELECT 'concerns', 'concern/' || concern_id, 'origin', origin
        FROM (SELECT concern_id, origin FROM concern_words ORDER BY random() LIMIT each) AS drawn_rows
        UNION ALL
        SELECT 'assignments', 'request/' || request_id, 'introduced_as', introduced_as
        FROM (SELECT * FROM assignments ORDER BY random() LIMIT each) AS drawn_rows
        UNION ALL
        SELECT 'duties', 'staff/' || staff_id, 'email', email FROM duties
    ) AS drawn
    JOIN subject_keys USING (subject)
    WHERE sealed IS NOT NULL
$$;
