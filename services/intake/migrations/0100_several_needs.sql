-- locks: requests
-- What the same helper does beside the main need, which is the one that restricts most: whoever reads that
-- alone never takes for a volunteer's what reveals health. Nothing is checked anew: nobody had any.
ALTER TABLE requests ADD COLUMN also text[] NOT NULL DEFAULT '{}';
ALTER TABLE requests ADD CONSTRAINT requests_also CHECK (
    cardinality(also) <= 3
    AND category <> ALL (also)
    AND (
        category IN ('mental_wellbeing', 'substance_support', 'crisis_support')
        OR NOT also && ARRAY['mental_wellbeing', 'substance_support', 'crisis_support']
    )
) NOT VALID;

-- Where the category was not said, nothing beside it was.
CREATE FUNCTION said_also(also text[], category text, volunteer_allowed boolean)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN said_category(category, volunteer_allowed) IS NOT NULL
        THEN nullif(array_to_string(also, '+'), '')
    END
$$;

CREATE OR REPLACE FUNCTION book_needs(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id,
        CASE
            WHEN state = 'closed' THEN 'state=closed'
            ELSE concat_ws(' ', 'state=' || CASE state WHEN 'received' THEN 'open' ELSE state END,
                'urgency=' || urgency, 'municipality=' || municipality, 'language=' || language,
                'category=' || said_category(category, volunteer_allowed),
                'also=' || said_also(also, category, volunteer_allowed), 'exercise=' || exercise,
                'activation=' || activation_id)
        END,
        CASE WHEN state = 'closed' THEN changed_at END, changed_at
    FROM requests
    WHERE version > 0 AND (state = 'closed' OR NOT escalated)
$$;
