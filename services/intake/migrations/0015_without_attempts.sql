-- locks: proposals
-- deploy: after
-- Nothing follows from the number of an attempt: of claims that were lost there are holes in it.
ALTER TABLE proposals DROP COLUMN attempt;
