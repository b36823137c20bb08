-- locks: nothing
-- What was said of purchases, for `verify`: what is agreed now, and each delivery as it was said last.
CREATE FUNCTION book_purchases(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    WITH said AS MATERIALIZED (
        SELECT subject, subject_version, type, body -> 'data' AS data, exercise, occurred_at
        FROM public.event_log
        WHERE subject LIKE 'purchase/%'
    ),
    newest AS (
        SELECT subject, max(subject_version) AS version, max(occurred_at) AS changed,
            max(data ->> 'ended_on') AS ended_on
        FROM said
        GROUP BY subject
    ),
    terms AS (
        SELECT DISTINCT ON (subject) subject, data, exercise
        FROM said
        WHERE type IN ('purchase.contracted', 'purchase.corrected')
        ORDER BY subject, subject_version DESC
    ),
    done AS (
        SELECT DISTINCT ON (data ->> 'delivery_id') subject, (data ->> 'quantity')::integer AS quantity
        FROM said
        WHERE type = 'purchase.delivered'
        ORDER BY data ->> 'delivery_id', subject_version DESC
    ),
    sums AS (SELECT subject, sum(quantity) AS delivered FROM done GROUP BY subject)
    SELECT substr(subject, 10)::uuid,
        concat_ws(' ', 'version=' || version, 'organisation=' || (data ->> 'organisation_id'),
            'line=' || (data ->> 'service_line'), 'municipality=' || (data ->> 'municipality'),
            'unit=' || (data ->> 'unit'), 'quantity=' || (data ->> 'quantity'),
            'price=' || (data ->> 'unit_price_cents'),
            'days=' || (data ->> 'first_day') || '/' || (data ->> 'last_day'), 'ended=' || ended_on,
            'delivered=' || coalesce(delivered, 0), 'exercise=' || exercise),
        NULL::timestamptz, changed
    FROM terms
    JOIN newest USING (subject)
    LEFT JOIN sums USING (subject)
$$;
CREATE FUNCTION book_purchase_deliveries(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (body #>> '{data,delivery_id}') (body #>> '{data,delivery_id}')::uuid,
        concat_ws(' ', 'purchase=' || (body #>> '{data,purchase_id}'), 'number=' || subject_version,
            'day=' || (body #>> '{data,occurred_on}'), 'quantity=' || (body #>> '{data,quantity}'),
            'minutes=' || (body #>> '{data,minutes}'), 'activity=' || (body #>> '{data,activity_id}'),
            'exercise=' || exercise),
        NULL::timestamptz, occurred_at
    FROM public.event_log
    WHERE subject LIKE 'purchase/%' AND type = 'purchase.delivered'
    ORDER BY body #>> '{data,delivery_id}', subject_version DESC
$$;
