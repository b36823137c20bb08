-- locks: needs
-- What the same helper does beside the main kind of help, as it came.
ALTER TABLE needs ADD COLUMN also text[] NOT NULL DEFAULT '{}';

CREATE OR REPLACE FUNCTION book_needs(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT request_id,
        CASE
            WHEN state = 'closed' THEN 'state=closed'
            ELSE concat_ws(' ', 'state=' || state, 'urgency=' || urgency,
                'municipality=' || municipality, 'language=' || language, 'category=' || category,
                'also=' || nullif(array_to_string(also, '+'), ''),
                'exercise=' || exercise, 'activation=' || activation_id)
        END,
        CASE WHEN state = 'closed' THEN changed_at END, changed_at
    FROM needs
$$;
