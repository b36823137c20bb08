-- locks: proposals, requests, unmatched_notices
-- What became of each message about a request, as notify said it last: no address and no person.
CREATE TABLE request_messages (
    notification_id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    version bigint NOT NULL,
    template text CHECK (length(template) <= 64),
    channel text NOT NULL CHECK (length(channel) <= 64),
    reason text CHECK (length(reason) <= 64),
    ended_at timestamptz NOT NULL
);
CREATE INDEX request_messages_request ON request_messages (request_id);

-- What the rows of a request do not say any more once they say the next thing. Noted by the transaction
-- that changes them, whichever use case it is.
CREATE TABLE request_steps (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    noted_at timestamptz NOT NULL DEFAULT network_now(),
    step text NOT NULL CHECK (length(step) <= 40),
    code text CHECK (length(code) <= 64),
    fields text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX request_steps_request ON request_steps (request_id);

CREATE FUNCTION note_request_step() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF old.corrected_at IS DISTINCT FROM new.corrected_at THEN
        INSERT INTO request_steps (request_id, step, fields)
        VALUES (new.id, 'corrected', coalesce(new.corrected, '{}'));
    END IF;
    IF old.state <> new.state THEN
        INSERT INTO request_steps (request_id, step, code)
        VALUES (
            new.id,
            CASE
                WHEN new.state = 'closed' THEN 'closed'
                WHEN old.state = 'closed' THEN 'reopened'
                WHEN new.state = 'escalated' THEN 'escalated'
                ELSE 'let_through'
            END,
            new.closure
        );
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER requests_told AFTER UPDATE ON requests
FOR EACH ROW WHEN (
    old.corrected_at IS DISTINCT FROM new.corrected_at
    OR old.state <> new.state
    AND (new.state IN ('closed', 'escalated') OR old.state IN ('closed', 'escalated', 'held'))
) EXECUTE FUNCTION note_request_step();

CREATE FUNCTION note_proposal_step() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO request_steps (request_id, step, code) VALUES (new.request_id, 'proposal', new.state);
    RETURN NULL;
END
$$;
CREATE TRIGGER proposals_told AFTER INSERT ON proposals
FOR EACH ROW EXECUTE FUNCTION note_proposal_step();
CREATE TRIGGER proposals_told_again AFTER UPDATE ON proposals
FOR EACH ROW WHEN (old.state <> new.state) EXECUTE FUNCTION note_proposal_step();

CREATE FUNCTION note_unmatched_step() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO request_steps (request_id, step, code) VALUES (new.request_id, 'unmatched', new.reason);
    RETURN NULL;
END
$$;
CREATE TRIGGER unmatched_notices_told AFTER INSERT OR UPDATE ON unmatched_notices
FOR EACH ROW EXECUTE FUNCTION note_unmatched_step();
