-- locks: nothing
-- concurrently
-- What was bought and delivered is counted straight from the log: it is little.
CREATE INDEX CONCURRENTLY event_log_purchases ON event_log (subject, subject_version DESC)
    WHERE subject LIKE 'purchase/%';
