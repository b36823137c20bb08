-- locks: nothing
-- concurrently
-- One request's page lists its calls.
CREATE INDEX CONCURRENTLY calls_request ON calls (request_id) WHERE request_id IS NOT NULL;
