-- locks: missed_calls
-- Each call that nobody answered, as others are told of it: by an id of its own, so that nobody elsewhere
-- knows which calls are of the same number. Of which line it is is known here, as long as that is open.
CREATE TABLE unanswered_calls (
    id uuid PRIMARY KEY,
    missed_id uuid REFERENCES missed_calls ON DELETE SET NULL,
    rang_at timestamptz NOT NULL,
    in_hours boolean NOT NULL,
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    returned_at timestamptz,
    noted_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX unanswered_calls_line ON unanswered_calls (missed_id) WHERE missed_id IS NOT NULL;
CREATE INDEX unanswered_calls_age ON unanswered_calls (noted_at);

-- For `verify`, as reporting counts it.
CREATE FUNCTION book_missed_calls(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id,
        concat_ws(' ', 'rang=' || extract(epoch FROM rang_at), 'hours=' || in_hours,
            'returned=' || (returned_at IS NOT NULL), 'exercise=' || exercise,
            'activation=' || activation_id),
        noted_at, coalesce(returned_at, noted_at)
    FROM unanswered_calls
$$;
