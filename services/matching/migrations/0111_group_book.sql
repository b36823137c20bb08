-- locks: nothing
-- What partners did for many, for `verify`: each activity once, as it was corrected last.
CREATE FUNCTION book_group_activities(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id,
        concat_ws(' ', 'version=' || number, 'day=' || occurred_on, 'minutes=' || minutes,
            'headcount=' || headcount, 'basis=' || basis, 'line=' || service_line,
            'municipality=' || municipality, 'exercise=' || exercise),
        NULL::timestamptz, logged_at
    FROM activities
    WHERE is_newest
$$;
