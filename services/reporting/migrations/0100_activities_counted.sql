-- locks: nothing
-- concurrently
-- The report counts activities by how their headcounts are known, and those of requests apart.
CREATE INDEX CONCURRENTLY activities_counted ON activities (occurred_on)
INCLUDE (service_line, basis, assignment_id, headcount, minutes, request_id)
WHERE NOT exercise;
