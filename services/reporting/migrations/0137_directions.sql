-- locks: nothing
-- Which presses on the page for participants were told, so that the same press is told once; of whom, nobody knows.
CREATE TABLE directions (
    id uuid PRIMARY KEY,
    directed_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX directions_age ON directions (directed_at);
