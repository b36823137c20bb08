-- locks: nothing
-- concurrently
-- What somebody has to do; written when they accept, not with each ask.
CREATE INDEX CONCURRENTLY matches_held ON matches (volunteer_id) WHERE state = 'accepted';
