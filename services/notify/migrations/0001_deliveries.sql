-- Secrets are sealed under the subject `endpoint/<id>`; two sign while a partner changes over.
CREATE TABLE endpoints (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name <> ''),
    url text NOT NULL,
    secret bytea NOT NULL,
    previous_secret bytea,
    types text[] NOT NULL CHECK (cardinality(types) > 0),
    municipalities text[] NOT NULL DEFAULT '{}',
    enabled boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_success_at timestamptz
);

-- `version` is the last number used in the subject `notification/<id>`.
-- `attempts` counts all attempts and tells a lease from a later one; `tries` starts anew when a
-- human sends the delivery again.
CREATE TABLE deliveries (
    id uuid PRIMARY KEY,
    channel text NOT NULL CHECK (channel IN ('email', 'webhook')),
    endpoint_id uuid REFERENCES endpoints,
    event_id uuid NOT NULL,
    kind text NOT NULL,
    about uuid NOT NULL,
    correlation_id uuid NOT NULL,
    municipality text,
    traceparent text,
    version bigint NOT NULL CHECK (version >= 0),
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    tries integer NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND attempts),
    due_at timestamptz DEFAULT now(),
    leased_until timestamptz,
    expires_at timestamptz,
    response text,
    reason text,
    created_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    handled_at timestamptz,
    UNIQUE (endpoint_id, event_id),
    CHECK ((channel = 'webhook') = (endpoint_id IS NOT NULL)),
    CHECK ((channel = 'email') = (expires_at IS NOT NULL)),
    CHECK ((state = 'waiting') = (due_at IS NOT NULL)),
    CHECK ((state = 'waiting') = (finished_at IS NULL)),
    CHECK ((state = 'failed') = (reason IS NOT NULL)),
    CHECK (leased_until IS NULL OR state = 'waiting'),
    CHECK (handled_at IS NULL OR state = 'failed')
);

CREATE INDEX deliveries_due_letters ON deliveries (due_at)
WHERE state = 'waiting' AND channel = 'email';
CREATE INDEX deliveries_due_calls ON deliveries (endpoint_id, due_at) WHERE state = 'waiting';
CREATE INDEX deliveries_leased ON deliveries (endpoint_id, leased_until)
WHERE leased_until IS NOT NULL;
CREATE INDEX deliveries_for_humans ON deliveries (finished_at)
WHERE state = 'failed' AND handled_at IS NULL;
CREATE INDEX deliveries_recent ON deliveries (created_at);

-- Sealed under the subject `notification/<id>`; the row and its key go with the final outcome.
CREATE TABLE letters (
    delivery_id uuid PRIMARY KEY REFERENCES deliveries,
    language text NOT NULL,
    recipient bytea NOT NULL,
    content bytea NOT NULL
);

CREATE TABLE news (
    delivery_id uuid PRIMARY KEY REFERENCES deliveries,
    occurred_at timestamptz NOT NULL,
    subject text NOT NULL,
    link text NOT NULL
);

-- An attempt without an end was cut off: whether the other side got it is not known.
CREATE TABLE attempts (
    delivery_id uuid NOT NULL REFERENCES deliveries,
    number integer NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    response text,
    PRIMARY KEY (delivery_id, number),
    CHECK ((ended_at IS NULL) = (response IS NULL))
);
