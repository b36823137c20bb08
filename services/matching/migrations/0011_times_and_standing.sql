-- locks: matches
-- Two moments are not compared: a clock may be set back. How long a proposal lives is a rule.
ALTER TABLE matches DROP CONSTRAINT matches_check;
