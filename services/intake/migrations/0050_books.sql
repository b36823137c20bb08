-- locks: nothing
-- Intake's books for `verify`: see shared/messaging's `ledger_buckets`.
-- Of a request that is held, or was set aside from there, nothing was said: its version is 0.
-- A category that reveals health was never said, so no other service can know it.
CREATE FUNCTION said_category(category text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN category NOT IN ('mental_wellbeing', 'substance_support', 'crisis_support') THEN category
    END
$$;

CREATE FUNCTION book_needs(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id,
        CASE
            WHEN state = 'closed' THEN 'state=closed'
            ELSE concat_ws(' ', 'state=' || CASE state WHEN 'received' THEN 'open' ELSE state END,
                'urgency=' || urgency, 'municipality=' || municipality, 'language=' || language,
                'category=' || said_category(category), 'exercise=' || exercise,
                'activation=' || activation_id)
        END,
        CASE WHEN state = 'closed' THEN changed_at END, changed_at
    FROM requests
    WHERE version > 0
$$;

CREATE FUNCTION book_requests(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id,
        concat_ws(' ', 'state=' || CASE state WHEN 'closed' THEN 'closed' ELSE 'open' END,
            'reason=' || closure, 'municipality=' || municipality,
            'category=' || said_category(category), 'exercise=' || exercise,
            'activation=' || activation_id),
        CASE WHEN state = 'closed' THEN changed_at END, changed_at
    FROM requests
    WHERE version > 0
$$;

CREATE FUNCTION book_matches(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT match_id,
        concat_ws(' ', 'state=' || proposals.state, 'request=' || request_id,
            'volunteer=' || volunteer_id),
        CASE WHEN requests.state = 'closed' THEN changed_at END, heard_at
    FROM proposals
    JOIN requests ON requests.id = request_id
$$;

CREATE FUNCTION book_assignments(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT match_id, concat_ws(' ', 'request=' || request_id, 'volunteer=' || volunteer_id),
        NULL::timestamptz, opened_at
    FROM assignments
    WHERE closed_at IS NULL
$$;

CREATE FUNCTION book_contact_links(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT left(token_hash, 32)::uuid,
        concat_ws(' ', 'match=' || match_id, 'request=' || request_id, 'volunteer=' || volunteer_id),
        expires_at, expires_at - interval '3 days'
    FROM contact_links
$$;

CREATE FUNCTION book_answers(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id, concat_ws(' ', 'answer=' || answer, 'request=' || request_id), answered_at, answered_at
    FROM wishes
    WHERE answer IS NOT NULL
$$;

CREATE FUNCTION book_search_reports(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT request_id,
        concat_ws(' ', 'version=' || version, 'fitting=' || fitting, 'asked=' || asked,
            'waiting=' || waiting, 'declined=' || declined, 'silent=' || silent,
            'at_their_cap=' || at_their_cap, 'asked_enough=' || asked_enough),
        heard_at, heard_at
    FROM search_reports
$$;

CREATE FUNCTION book_unmatched(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT request_id,
        concat_ws(' ', 'version=' || version, 'reason=' || reason, 'considered=' || considered,
            'asked=' || asked, 'declined=' || declined, 'at_their_cap=' || at_their_cap),
        heard_at, heard_at
    FROM unmatched_notices
$$;
