-- locks: deliveries
-- Whoever is erased gets no letter any more: what waits for them ends, and what comes late too.
CREATE TABLE recalls (
    whose uuid PRIMARY KEY,
    recalled_at timestamptz NOT NULL DEFAULT network_now()
);

ALTER TABLE deliveries ADD COLUMN whose uuid;
