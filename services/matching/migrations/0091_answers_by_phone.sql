-- locks: nothing
-- A wish is answered, too, by whoever was asked already and said yes on the phone.
CREATE OR REPLACE FUNCTION book_answers(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (wish_id) wish_id,
        concat_ws(' ', 'answer=' || coalesce(reason, 'asked'), 'request=' || request_id),
        created_at, created_at
    FROM outbox
    CROSS JOIN LATERAL jsonb_to_record(body::jsonb -> 'data') AS data (
        wish_id uuid, request_id uuid, reason text
    )
    WHERE type IN (
            'match.proposed', 'volunteer.matched', 'request.assignment_refused',
            'request.referral_refused'
        )
        AND wish_id IS NOT NULL
    ORDER BY wish_id, position
$$;
