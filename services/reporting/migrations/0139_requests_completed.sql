-- locks: nothing
-- concurrently
-- Indicators count requests by the day on which the help was given.
CREATE INDEX CONCURRENTLY requests_completed ON requests (completed_at)
WHERE completed_at IS NOT NULL AND NOT exercise;
