-- locks: endpoints
-- An endpoint that asked for a rest gets nothing until then; since when it has not answered otherwise
-- bounds how long it may go on asking.
ALTER TABLE endpoints ADD COLUMN rests_until timestamptz, ADD COLUMN rests_since timestamptz;
