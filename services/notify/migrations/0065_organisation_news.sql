-- locks: nothing
-- How an organisation wants to hear beside its endpoints; the address lies sealed under its organisation.
CREATE TABLE letter_wishes (
    organisation_id uuid PRIMARY KEY,
    form text NOT NULL CHECK (form IN ('at_once', 'hourly', 'daily', 'page')),
    types text[] NOT NULL CHECK (cardinality(types) > 0),
    municipalities text[] NOT NULL,
    lines text[] NOT NULL,
    language text NOT NULL,
    address bytea,
    token_hash text UNIQUE,
    token_expires_at timestamptz,
    confirmed_at timestamptz,
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT network_now(),
    CHECK ((token_hash IS NULL) = (token_expires_at IS NULL)),
    CHECK (form = 'page' OR address IS NOT NULL)
);

-- What an organisation heard, in whichever form; `told_in` is the letter that told it.
CREATE TABLE organisation_news (
    organisation_id uuid NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    occurred_at timestamptz NOT NULL,
    link text NOT NULL,
    municipality text,
    line text,
    kept_at timestamptz NOT NULL DEFAULT network_now(),
    due_at timestamptz,
    told_in uuid,
    PRIMARY KEY (organisation_id, event_id),
    CHECK (told_in IS NULL OR due_at IS NOT NULL)
);
CREATE INDEX organisation_news_due ON organisation_news (organisation_id, due_at)
WHERE told_in IS NULL AND due_at IS NOT NULL;
CREATE INDEX organisation_news_newest ON organisation_news (organisation_id, occurred_at);
CREATE INDEX organisation_news_age ON organisation_news (kept_at);

ALTER TABLE letter_wishes ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation_news ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON letter_wishes USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
CREATE POLICY own ON organisation_news USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);

-- A letter that notify writes by itself was asked for by no event: its event is its own id.
CREATE OR REPLACE FUNCTION book_letters(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT event_id, 'letter=' || id, created_at, created_at
    FROM deliveries
    WHERE endpoint_id IS NULL AND event_id <> id
$$;

CREATE OR REPLACE FUNCTION sealed() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
    SELECT 'letters', 'notification/' || delivery_id FROM letters
    UNION ALL
    SELECT 'endpoints', 'endpoint/' || id FROM endpoints
    UNION ALL
    SELECT 'letter_wishes', 'organisation/' || organisation_id
    FROM letter_wishes
    WHERE address IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION ledger_sealed(each integer)
RETURNS TABLE (part text, subject text, field text, sealed bytea, ring_key text, wrapped bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT part, subject, field, sealed, ring_key, wrapped
    FROM (
        SELECT 'letters' AS part, 'notification/' || delivery_id AS subject, field, sealed
        FROM (SELECT * FROM letters ORDER BY random() LIMIT each) AS drawn_rows
        CROSS JOIN LATERAL (VALUES ('recipient', recipient), ('content', content)) AS fields (field, sealed)
        UNION ALL
        SELECT 'endpoints', 'endpoint/' || id, field, sealed
        FROM (SELECT * FROM endpoints ORDER BY random() LIMIT each) AS drawn_rows
        CROSS JOIN LATERAL (
            VALUES ('secret', secret), ('previous_secret', previous_secret)
        ) AS fields (field, sealed)
        UNION ALL
        SELECT 'letter_wishes', 'organisation/' || organisation_id, 'address', address
        FROM (SELECT * FROM letter_wishes ORDER BY random() LIMIT each) AS drawn_rows
    ) AS drawn
    JOIN subject_keys USING (subject)
    WHERE sealed IS NOT NULL
$$;
