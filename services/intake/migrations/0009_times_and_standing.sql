-- locks: assignments, proposals, unmatched_notices
-- Two moments are not compared: a clock may be set back, and of two transactions that meet the one
-- that reads the clock later may have its row stored first. What comes after what, a lock decides.
ALTER TABLE assignments DROP CONSTRAINT assignments_check;

-- How the request stands, as matching said with this; the greatest number of a request is the newest.
-- Both are empty in what was said before there were numbers. A code of a later version says nothing.
ALTER TABLE proposals
    ADD COLUMN standing text,
    ADD COLUMN standing_number bigint;
ALTER TABLE unmatched_notices ADD COLUMN standing_number bigint;
