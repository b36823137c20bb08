-- locks: hours
-- Whose story a note belongs to, as its event says: figures find the request without asking the matches.
ALTER TABLE hours ADD COLUMN story uuid;
