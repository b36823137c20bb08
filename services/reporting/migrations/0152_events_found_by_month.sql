-- locks: event_log
-- The same for the tables of all months: the first one's are taken as they are, the others have just begun.
CREATE INDEX event_log_arrival ON event_log (recorded_at, position);
CREATE INDEX event_log_types ON event_log (type, recorded_at, position);
CREATE INDEX event_log_subjects ON event_log (subject);
