-- locks: nothing
-- For `verify`: each referral as reporting counts it, and the links that intake gave to members.
CREATE FUNCTION book_referral_figures(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT referrals.id,
        concat_ws(' ', 'state=' || referrals.state, 'version=' || referrals.version,
            'request=' || request_id, 'organisation=' || organisation_id, 'exercise=' || exercise),
        CASE WHEN due_at IS NULL THEN referrals.changed_at END, referrals.changed_at
    FROM public.referrals
    JOIN public.needs USING (request_id)
$$;

CREATE FUNCTION book_referral_links(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT left(token_hash, 32)::uuid,
        concat_ws(' ', 'referral=' || referral_id, 'staff=' || staff_id),
        coalesce(kept_at, sent_at), coalesce(kept_at, sent_at)
    FROM public.referral_links
    JOIN public.referrals ON referrals.id = referral_id
$$;
