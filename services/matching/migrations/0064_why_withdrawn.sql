-- locks: matches
-- So that a volunteer is told which it was: somebody was faster, it was cancelled, or they gave it
-- back. Of what was withdrawn before, nothing says it.
ALTER TABLE matches ADD COLUMN why_withdrawn text;
