-- name: find_session
-- Asked with every page that staff open, so it is one row by its key.
SELECT staff_id, CASE WHEN roles = '{}' THEN ARRAY[role] ELSE roles END AS roles, organisation_id
FROM staff_sessions
WHERE session_hash = $1 AND closed_at IS NULL AND expires_at > network_now();

-- name: open_session
-- A sign-out may be heard first: the row it left stays closed.
INSERT INTO staff_sessions (
    session_hash, staff_id, role, expires_at, roles, organisation_id, permissions_version
)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (session_hash) DO NOTHING;

-- name: close_session
-- Also without an opening, so that one that comes later opens nothing.
INSERT INTO staff_sessions (session_hash, closed_at)
VALUES ($1, network_now())
ON CONFLICT (session_hash) DO UPDATE SET closed_at = network_now();

-- name: forget_sessions
-- From their end; an opening that is heard days after the closing has expired itself.
DELETE FROM staff_sessions
WHERE session_hash IN (
    SELECT session_hash
    FROM staff_sessions
    WHERE coalesce(closed_at, expires_at) < (SELECT network_now()) - $1::interval
    ORDER BY coalesce(closed_at, expires_at)
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'staff_sessions';
