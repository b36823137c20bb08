-- locks: nothing
-- concurrently
-- Which requests were linked to another is counted off the log itself.
CREATE INDEX CONCURRENTLY event_log_linked ON event_log (occurred_at) INCLUDE (subject)
WHERE type = 'request.linked' AND NOT exercise;
