-- locks: nothing
-- Which organisation was asked about what, as matching said; a question is no answer yet.
CREATE FUNCTION book_referrals(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT referral_id,
        concat_ws(' ',
            'state=' || CASE WHEN referrals.state IN ('sent', 'asked_back') THEN 'unanswered'
                ELSE referrals.state END,
            'request=' || request_id, 'organisation=' || organisation_id),
        CASE WHEN requests.state = 'closed' THEN changed_at END, heard_at
    FROM public.referrals
    JOIN public.requests ON requests.id = request_id
$$;
