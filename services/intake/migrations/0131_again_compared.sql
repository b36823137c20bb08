-- locks: nothing
-- As in 0100, and after which request the same is asked for again: whoever helped in it is asked first. Of what no
-- volunteer may know it was not said.
CREATE OR REPLACE FUNCTION book_needs(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id,
        CASE
            WHEN state = 'closed' THEN 'state=closed'
            ELSE concat_ws(' ', 'state=' || CASE state WHEN 'received' THEN 'open' ELSE state END,
                'urgency=' || urgency, 'municipality=' || municipality, 'language=' || language,
                'category=' || said_category(category, volunteer_allowed),
                'also=' || said_also(also, category, volunteer_allowed),
                'again=' || CASE WHEN volunteer_allowed THEN again_of END, 'exercise=' || exercise,
                'activation=' || activation_id)
        END,
        CASE WHEN state = 'closed' THEN changed_at END, changed_at
    FROM requests
    WHERE version > 0 AND (state = 'closed' OR NOT escalated)
$$;
