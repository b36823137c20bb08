-- locks: nothing
-- Notify's books for `verify`: see shared/messaging's `ledger_buckets`.
CREATE FUNCTION book_letters(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT event_id, 'letter=' || id, created_at, created_at FROM deliveries WHERE endpoint_id IS NULL
$$;

CREATE FUNCTION book_recalls(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS
'SELECT whose, '''', recalled_at, recalled_at FROM recalls';

-- Who among the partners hears what. What was said in the first moments may have come before it.
CREATE FUNCTION ledger_subscriptions()
RETURNS TABLE (endpoint uuid, types text[], municipalities text[], since timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, types, municipalities, created_at + interval '5 seconds' FROM endpoints
$$;

CREATE FUNCTION book_news(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT event_id, 'to=' || string_agg(endpoint_id::text, ',' ORDER BY endpoint_id), occurred_at,
        max(deliveries.created_at)
    FROM deliveries
    JOIN news ON delivery_id = deliveries.id
    JOIN endpoints ON endpoints.id = endpoint_id
    WHERE occurred_at >= endpoints.created_at + interval '5 seconds'
    GROUP BY event_id, occurred_at
$$;
