-- locks: nothing
-- concurrently
-- What is removed when it is old is found by its age.
CREATE INDEX CONCURRENTLY needs_closed ON needs (changed_at) WHERE state = 'closed';
CREATE INDEX CONCURRENTLY confirmations_used ON confirmations (expires_at) WHERE used_at IS NOT NULL;
