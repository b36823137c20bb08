-- locks: nothing
-- What partners did for many, for `verify`: each activity once, in its newest version.
CREATE FUNCTION book_group_activities(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT activity_id,
        concat_ws(' ', 'version=' || version, 'day=' || occurred_on, 'minutes=' || minutes,
            'headcount=' || headcount, 'basis=' || basis, 'line=' || service_line,
            'municipality=' || municipality, 'exercise=' || exercise),
        NULL::timestamptz, NULL::timestamptz
    FROM activities
    WHERE assignment_id IS NULL
$$;
