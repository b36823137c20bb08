-- locks: nothing
-- concurrently
-- What a person had from the beginning is counted off the log itself: nothing but that it came is known.
CREATE INDEX CONCURRENTLY event_log_escalated ON event_log (occurred_at) INCLUDE (correlation_id)
WHERE type = 'request.escalated' AND NOT exercise;
