-- locks: reach_points
-- Hashes of addresses are under a key of the roster's own, sealed in the vault: a ring key can go
-- without them. What is here is under a ring key until the service has hashed it anew.
ALTER TABLE reach_points ADD COLUMN rehashed boolean NOT NULL DEFAULT false;
