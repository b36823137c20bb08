-- Rows say which activation they belong to: whatever is said of a request later takes it from here.
ALTER TABLE requests
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001',
    ADD COLUMN exercise boolean NOT NULL DEFAULT false;
ALTER TABLE requests
    ALTER COLUMN activation_id DROP DEFAULT,
    ALTER COLUMN exercise DROP DEFAULT;

-- How well a volunteer must be known for the task. The person who is counted once is not here: that
-- lies nowhere beside contact data.
ALTER TABLE requests
    ADD COLUMN min_vetting text NOT NULL DEFAULT 'none' CHECK (min_vetting ~ '^[a-z_]{1,40}$');
UPDATE requests SET min_vetting = 'checked' WHERE category IN ('family_support', 'youth_work');
ALTER TABLE requests ALTER COLUMN min_vetting DROP DEFAULT;

-- Several roles at once, bound to an organisation; `role` stays the first for who reads one.
ALTER TABLE staff
    ADD COLUMN roles text[] NOT NULL DEFAULT '{}',
    ADD COLUMN organisation_id uuid;
UPDATE staff SET roles = ARRAY[role];
ALTER TABLE staff
    ALTER COLUMN roles DROP DEFAULT,
    ADD CHECK (cardinality(roles) > 0 AND roles[1] = role);

-- Matching's codes are stored as they came: a later version of it may have new ones.
ALTER TABLE unmatched_notices DROP CONSTRAINT unmatched_notices_reason_check;

-- One clock for all of the network.
ALTER TABLE requests
    ALTER COLUMN created_at SET DEFAULT network_now(),
    ALTER COLUMN changed_at SET DEFAULT network_now();
ALTER TABLE status_links ALTER COLUMN created_at SET DEFAULT network_now();
ALTER TABLE proposals ALTER COLUMN heard_at SET DEFAULT network_now();
ALTER TABLE unmatched_notices ALTER COLUMN heard_at SET DEFAULT network_now();
ALTER TABLE assignments ALTER COLUMN opened_at SET DEFAULT network_now();
ALTER TABLE contact_views ALTER COLUMN viewed_at SET DEFAULT network_now();
ALTER TABLE staff ALTER COLUMN created_at SET DEFAULT network_now();
ALTER TABLE sign_ins ALTER COLUMN opened_at SET DEFAULT network_now();
ALTER TABLE sign_in_tries
    ALTER COLUMN blocked_until SET DEFAULT network_now(),
    ALTER COLUMN tried_at SET DEFAULT network_now();
