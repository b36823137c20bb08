-- locks: nothing
-- What was said of organisations, for `verify`: how each stands, and how much it said it can give.
CREATE FUNCTION book_partners(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    WITH said AS MATERIALIZED (
        SELECT subject, subject_version, type, body -> 'data' AS data, exercise, occurred_at
        FROM public.event_log
        WHERE subject LIKE 'partner/%'
    ),
    stands AS (
        SELECT DISTINCT ON (subject) subject, type, exercise
        FROM said
        WHERE type IN ('partner.joined', 'partner.paused', 'partner.resumed', 'partner.left')
        ORDER BY subject, subject_version DESC
    ),
    told_last AS (
        SELECT DISTINCT ON (subject, data ->> 'service_line') subject, data
        FROM said
        WHERE type = 'partner.capacity_reported'
        ORDER BY subject, data ->> 'service_line', subject_version DESC
    ),
    gives AS (
        SELECT subject, string_agg(
            concat_ws('/', data ->> 'service_line', data ->> 'amount', data ->> 'unit',
                data ->> 'per', data ->> 'valid_until'), ' ' ORDER BY data ->> 'service_line'
        ) AS capacity
        FROM told_last
        WHERE data ->> 'unit' IS NOT NULL
        GROUP BY subject
    ),
    newest AS (SELECT subject, max(occurred_at) AS changed FROM said GROUP BY subject)
    SELECT substr(subject, 9)::uuid,
        concat_ws(' ', 'standing=' || CASE type
                WHEN 'partner.paused' THEN 'paused' WHEN 'partner.left' THEN 'left' ELSE 'joined'
            END,
            'exercise=' || exercise,
            'capacity=' || CASE WHEN type = 'partner.left' THEN '' ELSE coalesce(capacity, '') END),
        NULL::timestamptz, newest.changed
    FROM stands
    JOIN newest USING (subject)
    LEFT JOIN gives USING (subject)
$$;
