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
