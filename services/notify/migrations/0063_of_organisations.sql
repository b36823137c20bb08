-- locks: deliveries, endpoints
-- Whose an endpoint is, and since when it has answered at its address; since when what is wanted stands,
-- and since when it takes nothing. What is here already belongs to nobody (the organisation of zeros)
-- and is believed.
ALTER TABLE endpoints
    ADD COLUMN organisation_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    ADD COLUMN lines text[] NOT NULL DEFAULT '{}',
    ADD COLUMN checked_at timestamptz,
    ADD COLUMN wanted_since timestamptz,
    ADD COLUMN failing_since timestamptz,
    ADD COLUMN removed_at timestamptz,
    ADD COLUMN tried_at timestamptz,
    ADD COLUMN tried text CHECK (tried IN ('challenge', 'test')),
    ADD COLUMN tried_response text,
    ADD COLUMN told_off_at timestamptz;
UPDATE endpoints SET checked_at = created_at, wanted_since = created_at;
ALTER TABLE endpoints ALTER COLUMN wanted_since SET NOT NULL;
CREATE INDEX endpoints_of_organisation ON endpoints (organisation_id);

-- The number of the event in its subject: an endpoint hears of one subject in this order.
ALTER TABLE deliveries
    ADD COLUMN place bigint NOT NULL DEFAULT 0,
    ADD COLUMN organisation_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';

-- The second wall: what a member's request sees is their organisation's (shared/postgres/walls.py).
ALTER TABLE endpoints ENABLE ROW LEVEL SECURITY;
ALTER TABLE deliveries ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON endpoints USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
CREATE POLICY own ON deliveries USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);

-- Who among the partners hears what, for `verify`: see book_news_said. What was said in the first moments
-- of a wish may have come before it.
DROP FUNCTION ledger_subscriptions();
CREATE FUNCTION ledger_subscriptions()
RETURNS TABLE (
    endpoint uuid, types text[], municipalities text[], lines text[], organisation uuid,
    since timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT id, types, municipalities, lines,
        nullif(organisation_id, '00000000-0000-0000-0000-000000000000'),
        greatest(checked_at, wanted_since) + interval '5 seconds'
    FROM endpoints
    WHERE checked_at IS NOT NULL AND removed_at IS NULL
$$;

CREATE OR REPLACE FUNCTION book_news(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT event_id, 'to=' || string_agg(endpoint_id::text, ',' ORDER BY endpoint_id), occurred_at,
        max(deliveries.created_at)
    FROM deliveries
    JOIN news ON delivery_id = deliveries.id
    JOIN endpoints ON endpoints.id = endpoint_id
    WHERE checked_at IS NOT NULL AND removed_at IS NULL
        AND occurred_at >= greatest(checked_at, wanted_since) + interval '5 seconds'
    GROUP BY event_id, occurred_at
$$;
