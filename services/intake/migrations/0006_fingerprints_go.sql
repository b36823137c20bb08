-- locks: requests
-- Of a request whose asker is erased nothing may be left that their words could be compared with.
ALTER TABLE requests ALTER COLUMN fingerprint DROP NOT NULL;
