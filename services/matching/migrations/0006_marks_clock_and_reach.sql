-- Rows say which activation they belong to, and whether it is an exercise; so does what is said of
-- them. What was there before belongs to the first.
ALTER TABLE volunteers
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001',
    ADD COLUMN exercise boolean NOT NULL DEFAULT false;
ALTER TABLE volunteers
    ALTER COLUMN activation_id DROP DEFAULT,
    ALTER COLUMN exercise DROP DEFAULT;
ALTER TABLE needs
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001',
    ADD COLUMN exercise boolean NOT NULL DEFAULT false;
ALTER TABLE needs
    ALTER COLUMN activation_id DROP DEFAULT,
    ALTER COLUMN exercise DROP DEFAULT;
ALTER TABLE matches
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001',
    ADD COLUMN exercise boolean NOT NULL DEFAULT false;
ALTER TABLE matches
    ALTER COLUMN activation_id DROP DEFAULT,
    ALTER COLUMN exercise DROP DEFAULT;

-- One clock for all of the network.
ALTER TABLE volunteers
    ALTER COLUMN created_at SET DEFAULT network_now(),
    ALTER COLUMN rested_at SET DEFAULT network_now();
ALTER TABLE confirmations ALTER COLUMN created_at SET DEFAULT network_now();
ALTER TABLE needs ALTER COLUMN created_at SET DEFAULT network_now();
ALTER TABLE matches ALTER COLUMN proposed_at SET DEFAULT network_now();
ALTER TABLE task_links ALTER COLUMN created_at SET DEFAULT network_now();
ALTER TABLE blocks ALTER COLUMN created_at SET DEFAULT network_now();
ALTER TABLE decisions ALTER COLUMN decided_at SET DEFAULT network_now();

-- What reports count by is kept as it came, to be said again of what was done. Here is no contact
-- data that `person` could be laid beside.
ALTER TABLE needs
    ADD COLUMN channel text,
    ADD COLUMN min_vetting text,
    ADD COLUMN person text CHECK (person ~ '^[0-9a-f]{64}$');
-- No set of codes from the wire is checked: one of a later version is kept as it came.
ALTER TABLE needs
    DROP CONSTRAINT needs_urgency_check,
    DROP CONSTRAINT needs_language_check;

-- How volunteers are reached. `address` is sealed under the key of `volunteer/<id>` for the field
-- named as the kind, as the columns were that it comes from: the bytes open as before. Who is found
-- by an address has its hash; a phone may be a household's and has none.
CREATE TABLE reach_points (
    volunteer_id uuid NOT NULL REFERENCES volunteers ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
    address bytea NOT NULL,
    address_hash text CHECK (address_hash ~ '^[0-9a-f]{64}$'),
    language text NOT NULL CHECK (language IN ('fi', 'sv', 'en')),
    may_leave_message boolean NOT NULL,
    verified_at timestamptz,
    PRIMARY KEY (volunteer_id, kind),
    UNIQUE (kind, address_hash)
);
-- A link that was used proved the address it went to; whom staff vouched for never had one.
INSERT INTO reach_points (
    volunteer_id, kind, address, address_hash, language, may_leave_message, verified_at
)
SELECT id, 'email', email, email_hash, language, false, (
    SELECT max(used_at) FROM confirmations WHERE volunteer_id = volunteers.id
)
FROM volunteers
UNION ALL
SELECT id, 'phone', phone, NULL, language, false, NULL
FROM volunteers
WHERE phone IS NOT NULL;
ALTER TABLE volunteers
    DROP COLUMN email,
    DROP COLUMN email_hash,
    DROP COLUMN phone,
    DROP COLUMN language;
