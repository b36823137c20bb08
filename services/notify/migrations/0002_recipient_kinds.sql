-- The ways to reach somebody; a new one is a row here and an adapter that carries it.
CREATE TABLE recipient_kinds (
    kind text PRIMARY KEY CHECK (kind ~ '^[a-z][a-z0-9_.]{0,63}$')
);

INSERT INTO recipient_kinds (kind) VALUES ('email'), ('sms'), ('webhook');

-- What a delivery is shows in what it has: news have an endpoint, the rest is in vain after a time.
ALTER TABLE deliveries
    DROP CONSTRAINT deliveries_channel_check,
    DROP CONSTRAINT deliveries_check1,
    DROP CONSTRAINT deliveries_check2,
    ADD CONSTRAINT deliveries_channel_fkey FOREIGN KEY (channel) REFERENCES recipient_kinds,
    ADD CONSTRAINT deliveries_expire_or_have_an_endpoint
    CHECK (num_nonnulls(endpoint_id, expires_at) = 1);

DROP INDEX deliveries_due_letters;
CREATE INDEX deliveries_due_by_kind ON deliveries (channel, due_at)
WHERE state = 'waiting' AND endpoint_id IS NULL;
