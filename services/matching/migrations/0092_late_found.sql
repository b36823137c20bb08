-- locks: nothing
-- concurrently
-- Who waits, the longest first.
CREATE INDEX CONCURRENTLY needs_late ON needs (created_at) WHERE state IN ('open', 'proposed');
