-- locks: matches
-- deploy: after
-- matches_helping holds the rule now.
DROP INDEX matches_accepted;
