-- locks: nothing
-- Somebody asks what is known of them. Until they have typed the code that was written to them it is nothing
-- but a page of their browser, and goes after an hour. `sealed` holds where they are written to and the private
-- half of the key of their case: when it goes, no answer of any service can be read any more.
CREATE TABLE rights (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
    state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'gathering', 'ready', 'opened', 'closed')),
    version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
    token_hash text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    answer_hash text UNIQUE CHECK (answer_hash ~ '^[0-9a-f]{64}$'),
    code_hash text CHECK (code_hash ~ '^[0-9a-f]{64}$'),
    tries smallint NOT NULL DEFAULT 0 CHECK (tries >= 0),
    mark text CHECK (mark ~ '^[0-9a-f]{64}$'),
    sealed bytea,
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    asked_at timestamptz NOT NULL DEFAULT network_now(),
    due_at timestamptz NOT NULL,
    proven_at timestamptz,
    opened_at timestamptz,
    closed_at timestamptz,
    expires_at timestamptz NOT NULL,
    CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CHECK (state <> 'closed' OR num_nonnulls(sealed, mark, code_hash) = 0),
    CHECK (state IN ('asked', 'closed') OR sealed IS NOT NULL),
    CHECK ((state = 'asked') = (proven_at IS NULL))
);
CREATE INDEX rights_lately ON rights (asked_at);
CREATE INDEX rights_expired ON rights (expires_at) WHERE state <> 'closed';
CREATE INDEX rights_age ON rights (closed_at) WHERE state = 'closed';

-- That a service answered, and when, stays as proof; what it said goes when the case is closed.
CREATE TABLE right_receipts (
    right_id uuid NOT NULL REFERENCES rights ON DELETE CASCADE,
    service text NOT NULL CHECK (service ~ '^[a-z_]{1,40}$'),
    receipt_id uuid NOT NULL,
    things integer NOT NULL CHECK (things >= 0),
    answer text,
    answered_at timestamptz NOT NULL DEFAULT network_now(),
    PRIMARY KEY (right_id, service)
);

-- What became of a case: an audit, without a word of whose it is.
CREATE TABLE right_steps (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    right_id uuid NOT NULL,
    step text NOT NULL CHECK (step IN ('proven', 'ready', 'opened', 'closed')),
    noted_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX right_steps_age ON right_steps (noted_at);
SELECT audit_begin('right_steps', 'id', 'noted_at');

-- As in 0134, and the same of who asks what is known of them.
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
    UNION ALL
    SELECT 'applications', 'application/' || id FROM applications WHERE application IS NOT NULL
    UNION ALL
    SELECT 'rights', 'right/' || id FROM rights WHERE sealed IS NOT NULL
$$;
