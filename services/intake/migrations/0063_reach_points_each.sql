-- locks: nothing
-- concurrently
-- Two people may each have one of a kind.
CREATE UNIQUE INDEX CONCURRENTLY reach_points_each ON reach_points (request_id, kind, whose);
