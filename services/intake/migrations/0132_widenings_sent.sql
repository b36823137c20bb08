-- locks: nothing
-- concurrently
-- A search is widened by one wish at a time.
CREATE UNIQUE INDEX CONCURRENTLY wishes_widening ON wishes (request_id)
    WHERE answer IS NULL AND manner = 'widening';
ALTER TABLE wishes VALIDATE CONSTRAINT wishes_more;
ALTER TABLE wishes VALIDATE CONSTRAINT wishes_whom;
