-- locks: activities
-- The index activities_that_count leaves out what was taken back, and has all else that it has.
DROP INDEX activities_counted;
