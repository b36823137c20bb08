-- locks: nothing
-- Calls with the network's phone, by how they ended; nobody who called and nobody who answered.
CREATE TABLE calls (
    call_id uuid PRIMARY KEY,
    version bigint NOT NULL CHECK (version >= 1),
    outcome text NOT NULL,
    direction text NOT NULL,
    channel text NOT NULL,
    seconds integer NOT NULL CHECK (seconds >= 0),
    request_id uuid,
    logged_at timestamptz NOT NULL,
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL
);
CREATE INDEX calls_logged ON calls (logged_at) WHERE NOT exercise;

-- For `verify`, as intake says it.
CREATE FUNCTION book_calls(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT call_id,
        concat_ws(' ', 'outcome=' || outcome, 'direction=' || direction, 'seconds=' || seconds,
            'request=' || request_id, 'exercise=' || exercise, 'activation=' || activation_id),
        logged_at, logged_at
    FROM calls
$$;
