-- locks: nothing
-- concurrently
-- What waits for one person is found among the few that wait.
CREATE INDEX CONCURRENTLY deliveries_whose ON deliveries (whose) WHERE state = 'waiting';
