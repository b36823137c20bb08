-- locks: nothing
-- concurrently
-- What is removed when it is old is found by its age.
CREATE INDEX CONCURRENTLY deliveries_finished ON deliveries (finished_at) WHERE state <> 'waiting';
CREATE INDEX CONCURRENTLY recalls_age ON recalls (recalled_at);
ALTER TABLE attempts VALIDATE CONSTRAINT attempts_delivery_id_fkey;
ALTER TABLE letters VALIDATE CONSTRAINT letters_delivery_id_fkey;
ALTER TABLE news VALIDATE CONSTRAINT news_delivery_id_fkey;
