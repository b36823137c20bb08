-- locks: requests, staff
-- What the staff did with a request by hand: who, when, what and why, and how it stood after it. It outlives
-- the request, and is linked like every audit.
CREATE TABLE request_acts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    act text NOT NULL CHECK (
        act IN ('closed', 'reopened', 'corrected', 'noted', 'struck', 'merged', 'unmerged', 'split')
    ),
    reason text CHECK (reason ~ '^[a-z_]{1,40}$'),
    fields text[] NOT NULL DEFAULT '{}',
    other_id uuid,
    state text NOT NULL,
    version bigint NOT NULL,
    noted_at timestamptz NOT NULL DEFAULT network_now(),
    CHECK ((reason IS NULL) = (act = 'noted')),
    CHECK ((other_id IS NOT NULL) = (act IN ('merged', 'unmerged', 'split'))),
    CHECK ((fields = '{}') = (act <> 'corrected'))
);
CREATE INDEX request_acts_of_one ON request_acts (request_id);
CREATE INDEX request_acts_age ON request_acts (noted_at);
SELECT audit_begin('request_acts', 'id', 'noted_at');

-- Sealed under the request's own key: with it they go.
CREATE TABLE request_notes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    staff_id uuid NOT NULL REFERENCES staff,
    written_at timestamptz NOT NULL DEFAULT network_now(),
    note bytea NOT NULL,
    struck_at timestamptz,
    struck_by uuid REFERENCES staff,
    CHECK ((struck_at IS NULL) = (struck_by IS NULL))
);
CREATE INDEX request_notes_of_one ON request_notes (request_id);

CREATE FUNCTION refuse_change_of_note() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM requests WHERE id = OLD.request_id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'a note stays as it was written, and is struck once' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER request_notes_stay BEFORE DELETE ON request_notes
FOR EACH ROW EXECUTE FUNCTION refuse_change_of_note();
CREATE TRIGGER request_notes_stay_written BEFORE UPDATE ON request_notes
FOR EACH ROW WHEN (
    OLD.struck_at IS NOT NULL
    OR (OLD.request_id, OLD.staff_id, OLD.written_at, OLD.note)
        IS DISTINCT FROM (NEW.request_id, NEW.staff_id, NEW.written_at, NEW.note)
) EXECUTE FUNCTION refuse_change_of_note();

-- How a coordinator ends one.
ALTER TABLE requests
    DROP CONSTRAINT requests_closure_check,
    ADD CONSTRAINT requests_closure_check CHECK (
        closure IN (
            'completed', 'cancelled', 'set_aside', 'done_by_others', 'no_contact', 'no_help_wanted',
            'unfulfilled', 'out_of_scope', 'duplicate'
        )
    ) NOT VALID;

-- From where to where a request goes. What ended stays as it ended until it is opened again, and no number
-- of an event comes twice.
CREATE FUNCTION refuse_step() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'a request does not go from % to %', OLD.state, NEW.state
    USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER requests_step BEFORE UPDATE ON requests
FOR EACH ROW WHEN (
    NEW.version < OLD.version
    OR (OLD.state = 'closed' AND NEW.state = 'closed' AND OLD.closure <> NEW.closure)
    OR (OLD.state <> NEW.state AND NEW.state <> 'closed' AND CASE OLD.state
        WHEN 'held' THEN NEW.state NOT IN ('received', 'escalated')
        WHEN 'escalated' THEN NEW.state <> 'received'
        WHEN 'closed' THEN NOT (NEW.state = 'open' OR NEW.state = 'held' AND NEW.version = 0)
        ELSE NEW.state NOT IN ('open', 'proposed', 'assigned', 'unmatched', 'escalated')
    END)
) EXECUTE FUNCTION refuse_step();

-- As in 0112, and the same of notes.
CREATE OR REPLACE FUNCTION sealed() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
    SELECT * FROM sealed_of_requests()
    UNION ALL
    SELECT 'concerns', 'concern/' || id FROM concerns
    UNION ALL
    SELECT 'duties', 'staff/' || staff_id FROM duties WHERE email IS NOT NULL
    UNION ALL
    SELECT * FROM sealed_of_calls()
    UNION ALL
    SELECT 'request_notes', 'request/' || request_id FROM request_notes
$$;

-- As in 0080, and one rule more: how staff ended a request or opened it again is how it stands, and what only
-- they do was done by somebody.
CREATE OR REPLACE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
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
    UNION ALL
    SELECT 'what staff did with a request stands', id::text
    FROM requests
    LEFT JOIN LATERAL (
        SELECT act, reason
        FROM request_acts
        WHERE request_id = requests.id AND act IN ('closed', 'reopened', 'merged', 'unmerged')
        ORDER BY request_acts.id DESC
        LIMIT 1
    ) AS last ON true
    WHERE CASE
        WHEN act IN ('closed', 'merged') THEN closure IS DISTINCT FROM reason
        ELSE closure IN ('no_contact', 'no_help_wanted', 'unfulfilled', 'out_of_scope', 'duplicate')
    END
$$;
