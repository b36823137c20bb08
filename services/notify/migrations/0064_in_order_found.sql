-- locks: nothing
-- concurrently
-- Whether something earlier of the same subject waits for an endpoint, and an endpoint's page of
-- deliveries, are each found without reading the others.
CREATE INDEX CONCURRENTLY deliveries_in_order ON deliveries (endpoint_id, about, place, id)
WHERE state = 'waiting' AND endpoint_id IS NOT NULL;
CREATE INDEX CONCURRENTLY deliveries_of_endpoint ON deliveries (endpoint_id, created_at, id)
WHERE endpoint_id IS NOT NULL;
