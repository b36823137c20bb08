-- Who of the staff is signed in, as intake said it; the hash opens nothing.
CREATE TABLE staff_sessions (
    session_hash text PRIMARY KEY CHECK (session_hash ~ '^[0-9a-f]{64}$'),
    staff_id uuid,
    role text,
    expires_at timestamptz,
    closed_at timestamptz,
    CHECK (closed_at IS NOT NULL OR (staff_id IS NOT NULL AND role IS NOT NULL AND expires_at IS NOT NULL))
);

CREATE INDEX staff_sessions_expiry ON staff_sessions (expires_at);
