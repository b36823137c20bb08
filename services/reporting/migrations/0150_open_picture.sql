-- locks: nothing
-- What the open picture shows, day by day as each was closed: what comes later changes it no more, so that
-- nothing can be told from two of its versions.
CREATE TABLE open_picture_days (
    day date PRIMARY KEY,
    k integer NOT NULL CHECK (k >= 3),
    asked jsonb NOT NULL,
    helped jsonb NOT NULL,
    closed_at timestamptz NOT NULL DEFAULT network_now()
);
