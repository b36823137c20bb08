-- locks: nothing
-- concurrently
-- What is left to be hashed anew.
CREATE INDEX CONCURRENTLY reach_points_to_rehash ON reach_points (volunteer_id, kind)
WHERE address_hash IS NOT NULL AND NOT rehashed;
