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
