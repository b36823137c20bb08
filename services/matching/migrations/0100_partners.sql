-- locks: nothing
-- Organisations that help. A transaction of a member's page says whose it is, and sees no other by the
-- policies; a service's own work says nothing, and sees all. Codes are texts with a CHECK, and codes
-- of several kinds a text with blanks: neither an enum nor an array finds its rows by index under a
-- policy.
CREATE TABLE partners (
    organisation_id uuid PRIMARY KEY,
    version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
    edition bigint NOT NULL DEFAULT 0 CHECK (edition >= 0),
    standing text NOT NULL DEFAULT 'invited'
        CHECK (standing IN ('invited', 'joined', 'paused', 'left')),
    name text NOT NULL DEFAULT '' CHECK (length(name) <= 200),
    kind text NOT NULL DEFAULT 'association'
        CHECK (kind IN ('association', 'company', 'sole_trader', 'parish', 'public_body')),
    business_id text NOT NULL DEFAULT '' CHECK (length(business_id) <= 40),
    municipalities text NOT NULL DEFAULT ''
        CHECK (municipalities ~ '^([0-9]{3}( [0-9]{3})*)?$'),
    languages text NOT NULL DEFAULT '' CHECK (languages ~ '^([a-z_]+( [a-z_]+)*)?$'),
    hours jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(hours) = 'array'),
    phone text NOT NULL DEFAULT '' CHECK (phone ~ '^(\+[0-9]{6,15})?$'),
    agreement text,
    controller text CHECK (controller IN ('own', 'joint', 'processor')),
    cleared_for_health boolean NOT NULL DEFAULT false,
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT network_now(),
    changed_at timestamptz NOT NULL DEFAULT network_now(),
    CHECK ((agreement IS NULL) = (controller IS NULL)),
    CHECK (standing NOT IN ('joined', 'paused') OR name <> '' AND agreement IS NOT NULL),
    -- of a person who trades no number is kept that could be their own
    CHECK (kind <> 'sole_trader' OR phone = '')
);

CREATE TABLE partner_lines (
    organisation_id uuid NOT NULL REFERENCES partners,
    service_line text NOT NULL CHECK (service_line ~ '^[a-z_]{1,40}$'),
    place smallint NOT NULL,
    amount integer CHECK (amount BETWEEN 0 AND 100000),
    unit text CHECK (unit IN ('bags', 'meals', 'people', 'visits', 'hours')),
    per text CHECK (per IN ('day', 'week', 'month')),
    valid_until date,
    reminded_of date,
    PRIMARY KEY (organisation_id, service_line),
    CHECK ((unit IS NULL) = (per IS NULL)),
    CHECK (unit IS NOT NULL OR amount IS NULL AND valid_until IS NULL)
);

ALTER TABLE partners ENABLE ROW LEVEL SECURITY;
ALTER TABLE partner_lines ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON partners USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
CREATE POLICY own ON partner_lines USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
