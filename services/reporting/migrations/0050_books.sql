-- locks: nothing
-- Reporting's books for `verify`: see shared/messaging's `ledger_buckets`. What is counted here
-- stays, so its end is that of the request, as the other services remove it.
CREATE FUNCTION book_requests(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT request_id,
        concat_ws(' ', 'state=' || CASE state WHEN 'closed' THEN 'closed' ELSE 'open' END,
            'reason=' || closure_reason, 'municipality=' || municipality, 'category=' || category,
            'exercise=' || exercise, 'activation=' || activation_id),
        closed_at, coalesce(closed_at, received_at)
    FROM requests
$$;

CREATE FUNCTION book_matches(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT match_id,
        concat_ws(' ',
            'state=' || CASE matches.state
                WHEN 'proposed' THEN 'open' WHEN 'matched' THEN 'accepted' ELSE matches.state
            END,
            'request=' || request_id, 'volunteer=' || volunteer_id),
        closed_at, greatest(proposed_at, matched_at, matches.completed_at, closed_at)
    FROM matches
    LEFT JOIN requests USING (request_id)
$$;

CREATE FUNCTION book_hours(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT match_id, concat_ws(' ', 'minutes=' || minutes, 'volunteer=' || hours.volunteer_id),
        closed_at, logged_at
    FROM hours
    LEFT JOIN matches USING (match_id)
    LEFT JOIN requests USING (request_id)
$$;

CREATE FUNCTION book_activities(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT counted_as,
        concat_ws(' ', 'minutes=' || minutes, 'headcount=' || headcount, 'request=' || request_id,
            'line=' || activities.service_line, 'municipality=' || activities.municipality,
            'exercise=' || activities.exercise),
        closed_at, coalesce(closed_at, received_at)
    FROM activities
    LEFT JOIN requests USING (request_id)
    WHERE assignment_id IS NOT NULL
$$;
