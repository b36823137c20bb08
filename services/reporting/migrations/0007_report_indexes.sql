-- locks: nothing
-- concurrently
-- A report reads the days it is asked for, and of them only what it adds up.
CREATE INDEX CONCURRENTLY hours_logged ON hours (logged_at) INCLUDE (minutes) WHERE NOT exercise;
CREATE INDEX CONCURRENTLY activities_done ON activities (occurred_on)
INCLUDE (service_line, headcount, minutes, request_id) WHERE NOT exercise;
