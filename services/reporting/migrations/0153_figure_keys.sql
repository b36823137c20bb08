-- locks: nothing
-- Keys by which a funder's tools read the published figures of one project: of each only its hash. Audit: for
-- what each was used; linked like every audit.
CREATE TABLE figure_keys (
    id uuid PRIMARY KEY,
    project text NOT NULL CHECK (project ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
    label text NOT NULL CHECK (length(label) BETWEEN 1 AND 80),
    hash text NOT NULL UNIQUE CHECK (hash ~ '^[0-9a-f]{64}$'),
    made_at timestamptz NOT NULL DEFAULT network_now(),
    made_by uuid NOT NULL,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);

CREATE TABLE key_uses (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key_id uuid NOT NULL,
    asked text NOT NULL CHECK (length(asked) <= 100),
    status integer NOT NULL CHECK (status BETWEEN 100 AND 599),
    used_at timestamptz NOT NULL DEFAULT network_now()
);

CREATE INDEX key_uses_of_key ON key_uses (key_id, used_at);
CREATE INDEX key_uses_age ON key_uses (used_at, id);

SELECT audit_begin('key_uses', 'id', 'used_at');
