-- locks: nothing
-- concurrently
-- Found by their end, which is when they were closed, or else when they expired.
CREATE INDEX CONCURRENTLY staff_sessions_end ON staff_sessions (coalesce(closed_at, expires_at));
DROP INDEX CONCURRENTLY IF EXISTS staff_sessions_expiry;
