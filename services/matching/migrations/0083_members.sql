-- locks: volunteers
-- Whoever is on the roster may pause, and has a link of their own for that. Nothing is checked anew:
-- the new set holds the old.
ALTER TABLE volunteers ADD COLUMN paused_until timestamptz;
ALTER TABLE volunteers DROP CONSTRAINT volunteers_state_check;
ALTER TABLE volunteers ADD CONSTRAINT volunteers_state_check
    CHECK (state IN ('applied', 'active', 'paused', 'set_aside', 'erased')) NOT VALID;

CREATE TABLE member_links (
    token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    volunteer_id uuid NOT NULL REFERENCES volunteers ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX member_links_volunteer ON member_links (volunteer_id);
CREATE INDEX member_links_end ON member_links (expires_at);
