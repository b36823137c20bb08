-- locks: nothing
-- The letter of a morning goes once, whoever writes it.
CREATE TABLE briefings (
    day date PRIMARY KEY,
    written_at timestamptz NOT NULL DEFAULT network_now()
);
