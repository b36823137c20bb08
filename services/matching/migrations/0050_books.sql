-- locks: nothing
-- Matching's books for `verify`: see shared/messaging's `ledger_buckets`.
CREATE FUNCTION book_needs(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT request_id,
        CASE
            WHEN state = 'closed' THEN 'state=closed'
            ELSE concat_ws(' ', 'state=' || state, 'urgency=' || urgency,
                'municipality=' || municipality, 'language=' || language, 'category=' || category,
                'exercise=' || exercise, 'activation=' || activation_id)
        END,
        CASE WHEN state = 'closed' THEN changed_at END, changed_at
    FROM needs
$$;

CREATE FUNCTION book_matches(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id,
        concat_ws(' ', 'state=' || matches.state, 'request=' || request_id,
            'volunteer=' || volunteer_id),
        CASE WHEN needs.state = 'closed' THEN needs.changed_at END,
        greatest(proposed_at, accepted_at, ended_at)
    FROM matches
    JOIN needs USING (request_id)
$$;

CREATE FUNCTION book_assignments(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id, concat_ws(' ', 'request=' || request_id, 'volunteer=' || volunteer_id),
        NULL::timestamptz, accepted_at
    FROM matches
    WHERE state = 'accepted'
$$;

CREATE FUNCTION book_hours(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id, concat_ws(' ', 'minutes=' || minutes, 'volunteer=' || volunteer_id),
        CASE WHEN needs.state = 'closed' THEN needs.changed_at END, ended_at
    FROM matches
    JOIN needs USING (request_id)
    WHERE matches.state = 'completed'
$$;

CREATE FUNCTION book_activities(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id,
        concat_ws(' ', 'minutes=' || minutes, 'headcount=1', 'request=' || request_id,
            'line=' || service_line, 'municipality=' || municipality,
            'exercise=' || needs.exercise),
        CASE WHEN needs.state = 'closed' THEN needs.changed_at END, ended_at
    FROM matches
    JOIN needs USING (request_id)
    WHERE matches.state = 'completed'
$$;

CREATE FUNCTION book_contact_links(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT left(token_hash, 32)::uuid,
        concat_ws(' ', 'match=' || match_id, 'request=' || request_id, 'volunteer=' || volunteer_id),
        expires_at, created_at
    FROM outbox
    CROSS JOIN LATERAL jsonb_to_record(body::jsonb -> 'data') AS data (
        token_hash text, match_id uuid, request_id uuid, volunteer_id uuid, expires_at timestamptz
    )
    WHERE type = 'match.access_issued'
$$;

CREATE FUNCTION book_answers(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (wish_id) wish_id,
        concat_ws(' ', 'answer=' || coalesce(reason, 'asked'), 'request=' || request_id),
        created_at, created_at
    FROM outbox
    CROSS JOIN LATERAL jsonb_to_record(body::jsonb -> 'data') AS data (
        wish_id uuid, request_id uuid, reason text
    )
    WHERE type IN ('match.proposed', 'request.assignment_refused', 'request.referral_refused')
        AND wish_id IS NOT NULL
    ORDER BY wish_id, position
$$;

CREATE FUNCTION book_search_reports(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT request_id,
        concat_ws(' ', 'version=' || subject_version, 'fitting=' || fitting, 'asked=' || asked,
            'waiting=' || waiting, 'declined=' || declined, 'silent=' || silent,
            'at_their_cap=' || at_their_cap, 'asked_enough=' || asked_enough),
        created_at, created_at
    FROM (
        SELECT DISTINCT ON (subject) subject_version, created_at, body
        FROM outbox
        WHERE type = 'request.search_reported'
        ORDER BY subject, subject_version DESC
    ) AS newest
    CROSS JOIN LATERAL jsonb_to_record(body::jsonb -> 'data') AS data (
        request_id uuid, fitting integer, asked integer, waiting integer, declined integer,
        silent integer, at_their_cap integer, asked_enough integer
    )
$$;

CREATE FUNCTION book_unmatched(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT request_id,
        concat_ws(' ', 'version=' || subject_version, 'reason=' || reason,
            'considered=' || considered, 'asked=' || asked, 'declined=' || declined,
            'at_their_cap=' || at_their_cap),
        created_at, created_at
    FROM (
        SELECT DISTINCT ON (subject) subject_version, created_at, body
        FROM outbox
        WHERE type = 'request.unmatched'
        ORDER BY subject, subject_version DESC
    ) AS newest
    CROSS JOIN LATERAL jsonb_to_record(body::jsonb -> 'data') AS data (
        request_id uuid, reason text, considered integer, asked integer, declined integer,
        at_their_cap integer
    )
$$;
