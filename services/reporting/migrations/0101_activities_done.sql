-- locks: activities
-- deploy: after
-- activities_counted has all that it has.
DROP INDEX activities_done;
