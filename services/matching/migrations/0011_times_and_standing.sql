-- locks: matches, needs
-- Two moments are not compared: a clock may be set back. How long a proposal lives is a rule.
ALTER TABLE matches DROP CONSTRAINT matches_check;

-- Whatever is said of a need says how it stands; the number tells which of all that was said is the
-- newest.
ALTER TABLE needs ADD COLUMN standing_number bigint NOT NULL DEFAULT 0;
