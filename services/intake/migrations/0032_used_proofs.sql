-- locks: nothing
-- Which proofs of work were used, and for what: one is good for one request, also when it is sent twice.
CREATE TABLE used_proofs (
    id text PRIMARY KEY CHECK (length(id) <= 64),
    used_by text NOT NULL CHECK (used_by ~ '^[0-9a-f]{64}$'),
    used_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX used_proofs_age ON used_proofs (used_at);
