-- locks: nothing
-- concurrently
-- The page of a request tells who undid a wish.
CREATE INDEX CONCURRENTLY wish_steps_request ON wish_steps (request_id);
