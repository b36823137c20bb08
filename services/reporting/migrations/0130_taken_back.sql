-- locks: activities
-- An activity that was taken back counts for nothing; a code, also one of a later version.
ALTER TABLE activities ADD COLUMN taken_back text;

CREATE OR REPLACE FUNCTION book_group_activities(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT activity_id,
        concat_ws(' ', 'version=' || version, 'day=' || occurred_on, 'minutes=' || minutes,
            'headcount=' || headcount, 'basis=' || basis, 'line=' || service_line,
            'municipality=' || municipality, 'exercise=' || exercise, 'taken_back=' || taken_back),
        NULL::timestamptz, NULL::timestamptz
    FROM activities
    WHERE assignment_id IS NULL
$$;
