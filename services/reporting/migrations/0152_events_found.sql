-- locks: nothing
-- concurrently
-- Whoever runs the network looks into the log by when a fact arrived, by its type and by what it is about. The
-- table of what came before has rows, so it gets its indexes first, beside writers.
CREATE INDEX CONCURRENTLY event_log_first_arrival ON event_log_first (recorded_at, position);
CREATE INDEX CONCURRENTLY event_log_first_types ON event_log_first (type, recorded_at, position);
CREATE INDEX CONCURRENTLY event_log_first_subjects ON event_log_first (subject);
