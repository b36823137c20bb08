-- locks: drafts
-- `token_hash` is the browser's, no longer the one draft's. A draft lives on with each answer for its
-- own life, and counts its changes, so that what is sent is what was shown. What is there fits: it
-- gets the defaults, so nobody waits while it is read.
ALTER TABLE drafts
    DROP CONSTRAINT drafts_token_hash_key,
    ADD COLUMN life interval NOT NULL DEFAULT interval '45 minutes',
    ADD COLUMN version integer NOT NULL DEFAULT 0,
    ADD COLUMN started_at timestamptz,
    ADD CONSTRAINT drafts_life_check CHECK (life > interval '0') NOT VALID,
    ADD CONSTRAINT drafts_version_check CHECK (version >= 0) NOT VALID;
