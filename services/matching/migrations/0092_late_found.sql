-- locks: nothing
-- concurrently
-- Who waits, the longest first.
CREATE INDEX CONCURRENTLY needs_waiting ON needs (created_at) WHERE state IN ('open', 'proposed');
