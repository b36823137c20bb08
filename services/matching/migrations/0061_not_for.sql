-- locks: needs
-- Marks of who asked and of who is helped, good for this need alone: whoever on the roster has one of them
-- is not asked.
ALTER TABLE needs ADD COLUMN not_for text[] NOT NULL DEFAULT '{}';
