-- locks: requests
-- Whether a volunteer may know of it, for every reason there is; NULL from before that was kept: then
-- the category tells. (Migrations with smaller numbers that are written later and change these two
-- books: change them here.)
ALTER TABLE requests ADD COLUMN volunteer_allowed boolean;

-- Of what no volunteer may know of the category was never said, so no other service can know it.
CREATE FUNCTION said_category(category text, volunteer_allowed boolean)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN volunteer_allowed THEN category
        WHEN volunteer_allowed IS NULL THEN said_category(category)
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
                'category=' || said_category(category, volunteer_allowed), 'exercise=' || exercise,
                'activation=' || activation_id)
        END,
        CASE WHEN state = 'closed' THEN changed_at END, changed_at
    FROM requests
    WHERE version > 0 AND (state = 'closed' OR NOT escalated)
$$;

-- Of what a person had from the beginning only its end was said.
CREATE OR REPLACE FUNCTION book_requests(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id,
        concat_ws(' ', 'state=' || CASE state WHEN 'closed' THEN 'closed' ELSE 'open' END,
            'reason=' || closure,
            CASE WHEN NOT escalated THEN 'municipality=' || municipality END,
            CASE WHEN NOT escalated THEN
                'category=' || said_category(category, volunteer_allowed)
            END,
            'exercise=' || exercise, 'activation=' || activation_id),
        CASE WHEN state = 'closed' THEN changed_at END, changed_at
    FROM requests
    WHERE version > 0 AND (state = 'closed' OR NOT escalated)
$$;
