-- locks: nothing
-- What every service said that another must have kept: see `ledger_buckets`.
CREATE FUNCTION book_letters_asked(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT event_id, 'letter=' || split_part(subject, '/', 2), created_at, created_at
    FROM outbox
    WHERE type = 'notification.requested'
$$;

CREATE FUNCTION book_recalls_asked(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT whose, '', min(created_at), max(created_at)
    FROM outbox
    CROSS JOIN LATERAL (SELECT (body::jsonb #>> '{data,whose}')::uuid AS whose) AS data
    WHERE type = 'notification.recalled'
    GROUP BY whose
$$;

-- `told` is who among the partners hears what since when, as notify says it: an event for which
-- somebody had subscribed is kept once for each of them.
CREATE FUNCTION book_news_said(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT event_id, 'to=' || string_agg(endpoint::text, ',' ORDER BY endpoint), moment, created_at
    FROM jsonb_to_recordset(told) AS subscribed (
        endpoint uuid, types text[], municipalities text[], since timestamptz
    )
    JOIN outbox ON type = ANY (types)
    CROSS JOIN LATERAL (
        SELECT (head ->> 'time')::timestamptz AS moment, head ->> 'municipality' AS municipality
        FROM (SELECT body::jsonb AS head) AS parsed
    ) AS envelope
    WHERE moment >= since AND (municipalities = '{}' OR municipality = ANY (municipalities))
    GROUP BY event_id, moment, created_at
$$;
