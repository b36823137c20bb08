-- locks: assignments
-- Two moments are not compared: a clock may be set back, and of two transactions that meet the one
-- that reads the clock later may have its row stored first. What comes after what, a lock decides.
ALTER TABLE assignments DROP CONSTRAINT assignments_check;
