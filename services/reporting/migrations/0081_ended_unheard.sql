-- locks: nothing
-- What ended before it was heard of says nothing of what it is about; these are a few in flight.
UPDATE requests SET facts_version = 0 WHERE service_line IS NULL;
