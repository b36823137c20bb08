-- locks: nothing
-- As in 0094; a referral that was sent answers the wish for it.
CREATE OR REPLACE FUNCTION book_answers(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (wish_id) wish_id,
        concat_ws(' ', 'answer=' || coalesce(reason, 'asked'), 'request=' || request_id),
        created_at, created_at
    FROM public.outbox
    CROSS JOIN LATERAL jsonb_to_record(body::jsonb -> 'data') AS data (
        wish_id uuid, request_id uuid, reason text
    )
    WHERE type IN (
            'match.proposed', 'volunteer.matched', 'request.assignment_refused',
            'request.widened', 'request.widening_refused', 'request.referral_refused',
            'referral.sent'
        )
        AND wish_id IS NOT NULL
    ORDER BY wish_id, position
$$;

-- Which organisation was asked about what, and how that stands; a question is no answer yet.
CREATE FUNCTION book_referrals(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT referrals.id,
        concat_ws(' ',
            'state=' || CASE WHEN referrals.state IN ('sent', 'asked_back') THEN 'unanswered'
                ELSE referrals.state END,
            'request=' || request_id, 'organisation=' || organisation_id),
        CASE WHEN needs.state = 'closed' THEN needs.changed_at END, referrals.changed_at
    FROM public.referrals
    JOIN public.needs USING (request_id)
$$;
