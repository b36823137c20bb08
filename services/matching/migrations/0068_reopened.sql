-- locks: matches, needs
-- Events of a request come in any order: an older one says nothing any more of what is wanted, nor that
-- it ended. A need that is opened again has help that was reported before: it stands in nobody's way.
ALTER TABLE needs ADD COLUMN request_version bigint NOT NULL DEFAULT 0;
ALTER TABLE matches ADD COLUMN is_past boolean NOT NULL DEFAULT false;
