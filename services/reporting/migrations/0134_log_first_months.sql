-- locks: nothing
-- concurrently
-- A key of a table that lies in months has the moment in it.
CREATE UNIQUE INDEX CONCURRENTLY event_log_first_pkey ON event_log (position, recorded_at);
ALTER TABLE event_log VALIDATE CONSTRAINT event_log_first_months;
