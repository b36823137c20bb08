-- locks: nothing
-- concurrently
-- Who helps in a town, and who asked there lately, are counted each minute.
CREATE INDEX CONCURRENTLY volunteers_areas ON volunteers USING gin (areas) WHERE state = 'active';
CREATE INDEX CONCURRENTLY needs_town ON needs (municipality, created_at);
