-- locks: requests
-- Links by which somebody close to the one who asked sees how far the request is, and nothing else; only
-- hashes are kept.
CREATE TABLE relative_links (
    token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX relative_links_request ON relative_links (request_id);
