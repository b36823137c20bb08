-- locks: needs
-- When a need last changed; what is closed for long is removed. Those here count from today.
ALTER TABLE needs ADD COLUMN changed_at timestamptz NOT NULL DEFAULT network_now();
