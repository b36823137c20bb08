-- locks: nothing
-- concurrently
-- What was said of organisations is counted straight from the log: it is little.
CREATE INDEX CONCURRENTLY event_log_partners ON event_log (subject, subject_version DESC)
    WHERE subject LIKE 'partner/%';
