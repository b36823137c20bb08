-- locks: staff
-- Calls with the network's phone. What is typed meanwhile is sealed under a key of the call, which goes
-- when it ends; `record`, what stays of what was asked and answered, is sealed with the request that came
-- of it, or under a key of its own.
CREATE TABLE calls (
    id uuid PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff,
    direction text NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    version integer NOT NULL DEFAULT 0,
    draft bytea,
    record bytea,
    notice_version text CHECK (length(notice_version) BETWEEN 1 AND 40),
    notice_said_at timestamptz,
    request_id uuid,
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    started_at timestamptz NOT NULL DEFAULT network_now(),
    changed_at timestamptz NOT NULL DEFAULT network_now(),
    ended_at timestamptz,
    seconds integer CHECK (seconds >= 0),
    outcome text CHECK (outcome ~ '^[a-z_]{1,40}$'),
    CHECK (num_nulls(ended_at, seconds, outcome) IN (0, 3)),
    CHECK (num_nulls(notice_version, notice_said_at) IN (0, 2)),
    CHECK (draft IS NULL OR ended_at IS NULL),
    CHECK (record IS NULL OR ended_at IS NOT NULL),
    CHECK (request_id IS NOT NULL OR outcome NOT IN ('new_request', 'added'))
);
CREATE INDEX calls_going_on ON calls (changed_at) WHERE ended_at IS NULL;
CREATE INDEX calls_age ON calls (ended_at) WHERE ended_at IS NOT NULL;

-- A call ends once: how it ended is said to others.
CREATE FUNCTION refuse_second_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a call that ended stays as it ended' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER calls_end_once BEFORE UPDATE ON calls
FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION refuse_second_end();

-- Who of the staff had which call: an audit, and nothing is counted by it.
CREATE TABLE call_steps (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    step text NOT NULL CHECK (step IN ('opened', 'taken_over', 'ended')),
    noted_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX call_steps_age ON call_steps (noted_at);
SELECT audit_begin('call_steps', 'id', 'noted_at');

-- For `verify`, as reporting counts it.
CREATE FUNCTION book_calls(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT calls.id,
        concat_ws(' ', 'outcome=' || outcome, 'direction=' || direction, 'seconds=' || seconds,
            'request=' || request_id, 'exercise=' || exercise, 'activation=' || activation_id),
        ended_at, ended_at
    FROM calls
    WHERE ended_at IS NOT NULL
$$;

-- As before, and the same of calls.
CREATE OR REPLACE FUNCTION sealed() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
    SELECT * FROM sealed_of_requests()
    UNION ALL
    SELECT 'concerns', 'concern/' || id FROM concerns
    UNION ALL
    SELECT 'duties', 'staff/' || staff_id FROM duties WHERE email IS NOT NULL
    UNION ALL
    SELECT 'calls', 'call/' || id FROM calls WHERE draft IS NOT NULL
    UNION ALL
    SELECT 'calls', coalesce('request/' || request_id, 'call_record/' || id)
    FROM calls
    WHERE record IS NOT NULL
$$;
