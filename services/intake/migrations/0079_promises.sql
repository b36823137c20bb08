-- locks: requests
-- By when whoever asked was told to hear from us, and when something is done to keep that. Nothing was
-- promised of what came before.
CREATE TABLE promises (
    request_id uuid PRIMARY KEY REFERENCES requests ON DELETE CASCADE,
    heard_by timestamptz NOT NULL,
    act_at timestamptz NOT NULL
);
CREATE INDEX promises_due ON promises (act_at);

-- One rule more for `verify`, beside those of before.
ALTER FUNCTION culprits() RENAME TO culprits_beside_promises;
CREATE FUNCTION culprits() RETURNS TABLE (rule text, culprit text) LANGUAGE sql STABLE AS $$
    SELECT * FROM culprits_beside_promises()
    UNION ALL
    SELECT 'whoever waits was told by when they hear from us', id::text
    FROM requests
    WHERE version > 0 AND state <> 'closed'
        AND created_at > (
            SELECT applied_at FROM schema_migrations WHERE name = '0079_promises.sql'
        )
        AND NOT EXISTS (SELECT FROM promises WHERE request_id = id)
$$;
