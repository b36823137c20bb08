-- locks: nothing
-- concurrently
-- Looked for when somebody confirms.
CREATE INDEX CONCURRENTLY volunteers_person ON volunteers (person) WHERE person IS NOT NULL;
