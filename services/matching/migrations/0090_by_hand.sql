-- locks: matches
-- How a coordinator had somebody asked, past which rules and why, in codes; nothing of what matching
-- chose by itself. While one is asked before all others nobody else is.
ALTER TABLE matches
    ADD COLUMN manner text,
    ADD COLUMN overrides text[] NOT NULL DEFAULT '{}',
    ADD COLUMN override_reason text,
    ADD CONSTRAINT matches_by_hand CHECK (
        manner IN ('beside', 'first', 'agreed')
        OR manner IS NULL AND overrides = '{}' AND override_reason IS NULL
    ) NOT VALID;
