-- locks: nothing
-- What partners did for many at once, counted. A correction is a row of its own: what was said before
-- stays, and one number of each activity is the newest. Like the organisations, a member sees their own.
CREATE TABLE activities (
    organisation_id uuid NOT NULL,
    draft_key uuid NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL CHECK (number >= 1),
    replaces bigint CHECK (replaces < number),
    is_newest boolean NOT NULL DEFAULT true,
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 80 AND title !~ '^[-=+@]'),
    service_line text NOT NULL CHECK (service_line ~ '^[a-z_]{1,40}$'),
    municipality text NOT NULL CHECK (municipality ~ '^[0-9]{3}$'),
    occurred_on date NOT NULL,
    minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    headcount integer NOT NULL CHECK (headcount BETWEEN 1 AND 100000),
    basis text NOT NULL CHECK (basis IN ('counted', 'sampled', 'estimated')),
    under_18 integer CHECK (under_18 >= 0),
    from_18_to_29 integer CHECK (from_18_to_29 >= 0),
    from_30_to_54 integer CHECK (from_30_to_54 >= 0),
    from_55 integer CHECK (from_55 >= 0),
    volunteer_minutes integer CHECK (volunteer_minutes BETWEEN 1 AND 100000),
    staff_minutes integer CHECK (staff_minutes BETWEEN 1 AND 100000),
    evidence text NOT NULL CHECK (evidence = '' OR evidence ~ '^https://' AND length(evidence) <= 500),
    logged_by uuid NOT NULL,
    on_behalf boolean NOT NULL,
    logged_at timestamptz NOT NULL DEFAULT network_now(),
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    PRIMARY KEY (organisation_id, id, number),
    UNIQUE (organisation_id, draft_key),
    CHECK (
        coalesce(under_18, 0)::bigint + coalesce(from_18_to_29, 0) + coalesce(from_30_to_54, 0)
            + coalesce(from_55, 0) <= headcount
    )
);

CREATE UNIQUE INDEX activities_one_newest ON activities (organisation_id, id) WHERE is_newest;
CREATE INDEX activities_latest ON activities (organisation_id, occurred_on DESC, id DESC) WHERE is_newest;

ALTER TABLE activities ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON activities USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
