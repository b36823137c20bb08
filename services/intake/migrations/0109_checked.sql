-- locks: nothing
-- concurrently
-- What 0099 and 0100 asked of new rows holds of all of them: also for whoever plans a query by it.
ALTER TABLE requests VALIDATE CONSTRAINT requests_corrected;
ALTER TABLE requests VALIDATE CONSTRAINT requests_also;
ALTER TABLE assignments VALIDATE CONSTRAINT assignments_level;
