-- locks: requests
-- What matching said of the standing up to this number belongs to the time before the request was opened
-- again: it counts no more. Empty for one that never was.
ALTER TABLE requests ADD COLUMN reopened_after bigint;
