-- locks: nothing
-- Partners also choose by service line, and what is one organisation's own is no other's.
CREATE OR REPLACE FUNCTION book_news_said(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT event_id, 'to=' || string_agg(endpoint::text, ',' ORDER BY endpoint), moment, created_at
    FROM jsonb_to_recordset(told) AS subscribed (
        endpoint uuid, types text[], municipalities text[], lines text[], organisation uuid,
        since timestamptz
    )
    JOIN outbox ON type = ANY (types)
    CROSS JOIN LATERAL (
        SELECT (head ->> 'time')::timestamptz AS moment, head ->> 'municipality' AS municipality,
            head -> 'data' ->> 'service_line' AS line,
            (head -> 'data' ->> 'organisation_id')::uuid AS whose
        FROM (SELECT body::jsonb AS head) AS parsed
    ) AS envelope
    WHERE moment >= since AND (municipalities = '{}' OR municipality = ANY (municipalities))
        AND (lines = '{}' OR line IS NULL OR line = ANY (lines))
        AND (whose IS NULL OR organisation IS NULL OR whose = organisation)
    GROUP BY event_id, moment, created_at
$$;
