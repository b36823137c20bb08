-- locks: nothing
-- concurrently
-- One helper for one need, since it was opened again if it was.
CREATE UNIQUE INDEX CONCURRENTLY matches_helping ON matches (request_id)
WHERE state IN ('accepted', 'completed') AND NOT is_past;
