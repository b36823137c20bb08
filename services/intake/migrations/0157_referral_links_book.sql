-- locks: nothing
-- For `verify`: which links members were given, to be held against what matching opens.
CREATE FUNCTION book_referral_links(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT left(token_hash, 32)::uuid,
        concat_ws(' ', 'referral=' || referral_id, 'staff=' || staff_id), created_at, created_at
    FROM public.outbox
    CROSS JOIN LATERAL jsonb_to_record(body::jsonb -> 'data') AS data (
        token_hash text, referral_id uuid, staff_id uuid
    )
    WHERE type = 'referral.link_issued'
$$;
