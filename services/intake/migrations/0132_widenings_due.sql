-- locks: nothing
-- concurrently
-- A search is widened by one wish at a time.
CREATE UNIQUE INDEX CONCURRENTLY due_wishes_widening ON due_wishes (request_id)
    WHERE answer IS NULL AND manner = 'widening';
ALTER TABLE due_wishes VALIDATE CONSTRAINT due_wishes_manner_check;
ALTER TABLE due_wishes VALIDATE CONSTRAINT due_wishes_whom;
