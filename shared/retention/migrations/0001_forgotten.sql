-- locks: nothing
-- How much was removed because its time was over: what is gone can still be counted.
CREATE TABLE forgotten (
    what text PRIMARY KEY CHECK (what ~ '^[a-z][a-z_ ]{0,63}$'),
    things bigint NOT NULL CHECK (things >= 0),
    first_at timestamptz NOT NULL DEFAULT network_now(),
    last_at timestamptz NOT NULL DEFAULT network_now()
);
