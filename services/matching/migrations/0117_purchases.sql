-- locks: activities
-- Services that are bought: what is agreed, what was agreed before, and what was delivered. A delivery
-- that is corrected is a row of its own: what was said before stays, and one number of each is the
-- newest. No more is delivered than is agreed, here too. A supplier sees their own only.
CREATE TABLE purchases (
    organisation_id uuid NOT NULL,
    id uuid NOT NULL,
    draft_key uuid NOT NULL,
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    stated bigint NOT NULL DEFAULT 1,
    service text NOT NULL CHECK (length(service) BETWEEN 1 AND 80 AND service !~ '^[-=+@]'),
    service_line text NOT NULL CHECK (service_line ~ '^[a-z_]{1,40}$'),
    municipality text NOT NULL CHECK (municipality ~ '^[0-9]{3}$'),
    unit text NOT NULL CHECK (unit IN ('session', 'hour', 'day', 'work')),
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    unit_price_cents integer NOT NULL CHECK (unit_price_cents BETWEEN 0 AND 10000000),
    first_day date NOT NULL,
    last_day date NOT NULL,
    ended_on date,
    platform text NOT NULL CHECK (length(platform) <= 80 AND platform !~ '^[-=+@]'),
    link text NOT NULL CHECK (link = '' OR link ~ '^https://' AND length(link) <= 500),
    delivered integer NOT NULL DEFAULT 0,
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT network_now(),
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, draft_key),
    CHECK (stated BETWEEN 1 AND version),
    CHECK (delivered BETWEEN 0 AND quantity),
    CHECK (first_day <= last_day),
    CHECK (ended_on BETWEEN first_day AND last_day)
);

CREATE TABLE purchase_terms (
    organisation_id uuid NOT NULL,
    purchase_id uuid NOT NULL,
    number bigint NOT NULL,
    quantity integer NOT NULL,
    unit_price_cents integer NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    ended_on date,
    stated_by uuid NOT NULL,
    stated_at timestamptz NOT NULL DEFAULT network_now(),
    PRIMARY KEY (organisation_id, purchase_id, number),
    FOREIGN KEY (organisation_id, purchase_id) REFERENCES purchases
);

CREATE TABLE purchase_deliveries (
    organisation_id uuid NOT NULL,
    purchase_id uuid NOT NULL,
    draft_key uuid NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL CHECK (number > 1),
    replaces bigint CHECK (replaces < number),
    is_newest boolean NOT NULL DEFAULT true,
    occurred_on date NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 0 AND 10000),
    minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    attendance integer CHECK (attendance BETWEEN 1 AND 100000),
    logged_by uuid NOT NULL,
    on_behalf boolean NOT NULL,
    logged_at timestamptz NOT NULL DEFAULT network_now(),
    PRIMARY KEY (organisation_id, id, number),
    UNIQUE (organisation_id, draft_key),
    FOREIGN KEY (organisation_id, purchase_id) REFERENCES purchases
);

CREATE UNIQUE INDEX purchase_deliveries_one_newest ON purchase_deliveries (organisation_id, id)
    WHERE is_newest;
CREATE INDEX purchase_deliveries_of_purchase
    ON purchase_deliveries (organisation_id, purchase_id, occurred_on DESC, id DESC) WHERE is_newest;
CREATE INDEX purchase_deliveries_latest
    ON purchase_deliveries (organisation_id, occurred_on DESC, id DESC) WHERE is_newest;

ALTER TABLE purchases ENABLE ROW LEVEL SECURITY;
ALTER TABLE purchase_terms ENABLE ROW LEVEL SECURITY;
ALTER TABLE purchase_deliveries ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON purchases USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
CREATE POLICY own ON purchase_terms USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
CREATE POLICY own ON purchase_deliveries USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);

-- Which contract something was a delivery of.
ALTER TABLE activities ADD COLUMN purchase_id uuid;
