-- locks: assignments
-- How a helper wished to be introduced to the one they help; sealed as the word both know.
ALTER TABLE assignments ADD COLUMN introduced_as bytea;
