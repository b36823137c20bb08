-- locks: nothing
-- As in 0086, and after which request the same is asked for again, as intake says it.
CREATE OR REPLACE FUNCTION book_needs(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT request_id,
        CASE
            WHEN state = 'closed' THEN 'state=closed'
            ELSE concat_ws(' ', 'state=' || state, 'urgency=' || urgency,
                'municipality=' || municipality, 'language=' || language, 'category=' || category,
                'also=' || nullif(array_to_string(also, '+'), ''),
                'again=' || CASE WHEN volunteer_allowed THEN again_of END, 'exercise=' || exercise,
                'activation=' || activation_id)
        END,
        CASE WHEN state = 'closed' THEN changed_at END, changed_at
    FROM needs
$$;
