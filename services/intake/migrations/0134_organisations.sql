-- locks: nothing
-- Organisations of which somebody was invited: what coordinators call them by, and how what is said of
-- one is numbered. What they do is matching's.
CREATE TABLE organisations (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (name <> '' AND length(name) <= 200),
    version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
    activation_id uuid NOT NULL,
    exercise boolean NOT NULL,
    created_at timestamptz NOT NULL DEFAULT network_now(),
    left_at timestamptz
);

-- Who asks to become one: sealed under a key of its own until somebody decides, and then erased.
CREATE TABLE applications (
    id uuid PRIMARY KEY,
    sent_hash text NOT NULL UNIQUE CHECK (sent_hash ~ '^[0-9a-f]{64}$'),
    number_hash text NOT NULL CHECK (number_hash ~ '^[0-9a-f]{64}$'),
    application bytea,
    applied_at timestamptz NOT NULL DEFAULT network_now(),
    decided_at timestamptz,
    declined text CHECK (declined ~ '^[a-z_]{1,40}$'),
    CHECK ((decided_at IS NULL) = (application IS NOT NULL)),
    CHECK (decided_at IS NOT NULL OR declined IS NULL)
);
CREATE UNIQUE INDEX applications_waiting ON applications (number_hash) WHERE decided_at IS NULL;
CREATE INDEX applications_lately ON applications (applied_at);

-- Audit: who invited, approved or declined.
CREATE TABLE organisation_steps (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id uuid NOT NULL,
    staff_id uuid,
    step text NOT NULL CHECK (step IN ('invited', 'approved', 'declined')),
    reason text CHECK (reason ~ '^[a-z_]{1,40}$'),
    done_at timestamptz NOT NULL DEFAULT network_now(),
    CHECK ((reason IS NOT NULL) = (step = 'declined'))
);
ALTER TABLE organisation_steps ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON organisation_steps USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
SELECT audit_begin('organisation_steps', 'id', 'done_at');

-- As in 0119, and the same of who applied.
CREATE OR REPLACE FUNCTION sealed() RETURNS TABLE (part text, subject text) LANGUAGE sql STABLE AS $$
    SELECT * FROM sealed_of_requests()
    UNION ALL
    SELECT 'concerns', 'concern/' || id FROM concerns
    UNION ALL
    SELECT 'duties', 'staff/' || staff_id FROM duties WHERE email IS NOT NULL
    UNION ALL
    SELECT * FROM sealed_of_calls()
    UNION ALL
    SELECT 'request_notes', 'request/' || request_id FROM request_notes
    UNION ALL
    SELECT 'applications', 'application/' || id FROM applications WHERE application IS NOT NULL
$$;

-- For `verify`: which organisations were invited.
CREATE FUNCTION book_organisations(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id, 'exercise=' || exercise, NULL::timestamptz, created_at FROM public.organisations
$$;
