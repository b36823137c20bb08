-- locks: duties
-- For the letters of the morning to organisations: which day was seen to, and whether it rests now.
CREATE TABLE partner_mornings (
    organisation_id uuid PRIMARY KEY,
    seen_to date,
    is_paused boolean NOT NULL DEFAULT false,
    version bigint NOT NULL DEFAULT 0 CHECK (version >= 0)
);

-- Until when it holds what an organisation can give of a line, as matching said it last.
CREATE TABLE partner_capacities (
    organisation_id uuid NOT NULL,
    service_line text NOT NULL CHECK (service_line ~ '^[a-z_]{1,40}$'),
    valid_until date,
    version bigint NOT NULL CHECK (version >= 1),
    PRIMARY KEY (organisation_id, service_line)
);

ALTER TABLE partner_mornings ENABLE ROW LEVEL SECURITY;
ALTER TABLE partner_capacities ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON partner_mornings USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
CREATE POLICY own ON partner_capacities USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);

-- Whoever does not want the letter of the morning says so.
ALTER TABLE duties ADD COLUMN wants_mornings boolean NOT NULL DEFAULT true;
