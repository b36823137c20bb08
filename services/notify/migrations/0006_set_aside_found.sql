-- locks: nothing
-- concurrently
-- What was interrupted is tried one at a time, the least often interrupted first.
CREATE INDEX CONCURRENTLY deliveries_interrupted ON deliveries (channel, interrupted, due_at)
WHERE state = 'waiting' AND interrupted > 0;
