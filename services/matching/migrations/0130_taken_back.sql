-- locks: activities
-- What was written down by mistake is taken back as a number of its own, with a reason: what was said of it
-- stays, and it counts for nothing. The operator's tool writes in nobody's name.
ALTER TABLE activities
    ADD COLUMN taken_back text CHECK (taken_back ~ '^[a-z_]{1,40}$'),
    ALTER COLUMN logged_by DROP NOT NULL;

CREATE OR REPLACE FUNCTION book_group_activities(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id,
        concat_ws(' ', 'version=' || number, 'day=' || occurred_on, 'minutes=' || minutes,
            'headcount=' || headcount, 'basis=' || basis, 'line=' || service_line,
            'municipality=' || municipality, 'exercise=' || exercise, 'taken_back=' || taken_back),
        NULL::timestamptz, logged_at
    FROM activities
    WHERE is_newest
$$;
