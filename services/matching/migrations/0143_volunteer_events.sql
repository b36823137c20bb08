-- locks: volunteers
-- The number of the last event about somebody on the roster: the first says that they offered to help.
ALTER TABLE volunteers ADD COLUMN said_version integer NOT NULL DEFAULT 1;
ALTER TABLE volunteers ADD CONSTRAINT volunteers_said_version CHECK (said_version >= 1) NOT VALID;
