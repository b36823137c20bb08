-- locks: nothing
-- Whom we promised to ring, by the id of the call in which it was agreed. What is known of them is sealed
-- with the request where the call has one, or under a key of its own, which goes when nobody is owed the
-- call any more. `call_id` is the call by which somebody took it last: whether they still have it follows
-- from that call.
CREATE TABLE call_backs (
    id uuid PRIMARY KEY,
    request_id uuid,
    language text NOT NULL CHECK (language ~ '^[a-z]{2,8}$'),
    whom bytea,
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    call_id uuid UNIQUE,
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    agreed_at timestamptz NOT NULL DEFAULT network_now(),
    closed_at timestamptz,
    CHECK ((closed_at IS NULL) = (whom IS NOT NULL))
);
CREATE INDEX call_backs_waiting ON call_backs (due_at, id) WHERE closed_at IS NULL;
CREATE INDEX call_backs_age ON call_backs ((coalesce(closed_at, due_at)));

-- What is sealed of calls; whoever seals more of them replaces this one.
CREATE FUNCTION sealed_of_calls() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
    SELECT 'calls', 'call/' || id FROM public.calls WHERE draft IS NOT NULL
    UNION ALL
    SELECT 'calls', coalesce('request/' || request_id, 'call_record/' || id)
    FROM public.calls
    WHERE record IS NOT NULL
    UNION ALL
    SELECT 'call_backs', coalesce('request/' || request_id, 'call_back/' || id)
    FROM public.call_backs
    WHERE whom IS NOT NULL
$$;

-- As before, and the same of call-backs.
CREATE OR REPLACE FUNCTION sealed() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
    SELECT * FROM sealed_of_requests()
    UNION ALL
    SELECT 'concerns', 'concern/' || id FROM concerns
    UNION ALL
    SELECT 'duties', 'staff/' || staff_id FROM duties WHERE email IS NOT NULL
    UNION ALL
    SELECT * FROM sealed_of_calls()
$$;
