-- locks: nothing
-- concurrently
-- The words that helpers of a request knew are looked at when the next is drawn; and a request takes its
-- assignments with it.
CREATE INDEX CONCURRENTLY assignments_request ON assignments (request_id);
