-- locks: nothing
-- Calls that nobody answered, and whether whoever rang was spoken to since; nothing of who did. What is empty
-- was not heard yet.
CREATE TABLE missed_calls (
    call_id uuid PRIMARY KEY,
    version bigint NOT NULL CHECK (version >= 1),
    rang_at timestamptz,
    said_at timestamptz,
    in_hours boolean,
    channel text,
    returned_at timestamptz,
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL
);
CREATE INDEX missed_calls_rang ON missed_calls (rang_at) WHERE NOT exercise;

-- For `verify`, as intake says it.
CREATE FUNCTION book_missed_calls(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT call_id,
        concat_ws(' ', 'rang=' || extract(epoch FROM rang_at), 'hours=' || in_hours,
            'returned=' || (returned_at IS NOT NULL), 'exercise=' || exercise,
            'activation=' || activation_id),
        coalesce(said_at, returned_at), coalesce(returned_at, said_at)
    FROM missed_calls
$$;
