-- locks: nothing
-- concurrently
-- How many letters were written to somebody who asks is found without reading all.
CREATE INDEX CONCURRENTLY deliveries_of_person ON deliveries (whose) WHERE whose IS NOT NULL;
