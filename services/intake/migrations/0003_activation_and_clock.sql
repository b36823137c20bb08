-- Rows say which activation they belong to: whatever is said of a request later takes it from here.
ALTER TABLE requests
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001',
    ADD COLUMN exercise boolean NOT NULL DEFAULT false;
ALTER TABLE requests
    ALTER COLUMN activation_id DROP DEFAULT,
    ALTER COLUMN exercise DROP DEFAULT;

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
