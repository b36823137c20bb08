-- locks: nothing
-- What was said of referrals, for `verify`: how each stands, and how often it was told of. A reminder changes
-- nothing of how it stands.
CREATE FUNCTION book_referral_figures(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    WITH said AS MATERIALIZED (
        SELECT subject, subject_version, substr(type, 10) AS said, body -> 'data' AS data, exercise,
            occurred_at
        FROM public.event_log
        WHERE subject LIKE 'referral/%'
    ),
    newest AS (
        SELECT subject, max(subject_version) AS version, max(occurred_at) AS changed
        FROM said
        GROUP BY subject
    ),
    stands AS (
        SELECT DISTINCT ON (subject) subject, data, exercise, occurred_at,
            CASE said WHEN 'answered' THEN 'sent' ELSE said END AS state
        FROM said
        WHERE said <> 'reminded'
        ORDER BY subject, subject_version DESC
    )
    SELECT substr(subject, 10)::uuid,
        concat_ws(' ', 'state=' || state, 'version=' || version, 'request=' || (data ->> 'request_id'),
            'organisation=' || (data ->> 'organisation_id'), 'exercise=' || exercise),
        CASE WHEN state NOT IN ('sent', 'asked_back', 'accepted', 'in_progress') THEN occurred_at END,
        changed
    FROM stands
    JOIN newest USING (subject)
$$;
