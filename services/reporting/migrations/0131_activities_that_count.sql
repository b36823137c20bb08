-- locks: nothing
-- concurrently
-- The report counts what was not taken back.
CREATE INDEX CONCURRENTLY activities_that_count ON activities (occurred_on)
INCLUDE (service_line, basis, assignment_id, headcount, minutes, request_id)
WHERE NOT exercise AND taken_back IS NULL;
