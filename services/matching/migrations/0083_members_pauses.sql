-- locks: nothing
-- concurrently
-- Pauses that end by themselves.
CREATE INDEX CONCURRENTLY volunteers_pauses ON volunteers (paused_until) WHERE state = 'paused';
