-- locks: activities
-- What organisations plan for whoever comes: a row for each time of a series. How many said that they
-- would like to come is a number, and nothing is kept of them. What was planned is written down under
-- the same id.
CREATE TABLE plans (
    organisation_id uuid NOT NULL,
    draft_key uuid NOT NULL,
    id uuid NOT NULL UNIQUE,
    series_id uuid,
    version bigint NOT NULL DEFAULT 1 CHECK (version >= 1),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 80 AND title !~ '^[-=+@]'),
    service_line text NOT NULL CHECK (service_line ~ '^[a-z_]{1,40}$'),
    municipality text NOT NULL CHECK (municipality ~ '^[0-9]{3}$'),
    place text NOT NULL CHECK (length(place) <= 200),
    link text NOT NULL CHECK (link = '' OR link ~ '^https://' AND length(link) <= 500),
    minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    seats integer CHECK (seats BETWEEN 1 AND 100000),
    starts_at timestamptz NOT NULL,
    is_cancelled boolean NOT NULL DEFAULT false,
    coming integer NOT NULL DEFAULT 0 CHECK (coming >= 0),
    pressed_at timestamptz,
    pressed_in integer NOT NULL DEFAULT 0,
    planned_by uuid NOT NULL,
    planned_at timestamptz NOT NULL DEFAULT network_now(),
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, draft_key, starts_at),
    CHECK (place <> '' OR link <> '')
);

CREATE UNIQUE INDEX plans_in_order ON plans (starts_at, id);
CREATE INDEX plans_own_in_order ON plans (organisation_id, starts_at);
CREATE INDEX plans_of_series ON plans (organisation_id, series_id) WHERE series_id IS NOT NULL;

ALTER TABLE plans ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON plans USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);

ALTER TABLE activities ADD COLUMN series_id uuid;
