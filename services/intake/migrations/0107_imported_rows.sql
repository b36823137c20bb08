-- locks: nothing
-- Which rows of files were received, by the stored hash of their key. It outlives the request and the
-- erasure of whoever asked, so that a file that is handed in again brings nobody back.
CREATE TABLE imported_rows (
    key_hash text PRIMARY KEY CHECK (key_hash ~ '^[0-9a-f]{64}$'),
    received_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX imported_rows_age ON imported_rows (received_at);
