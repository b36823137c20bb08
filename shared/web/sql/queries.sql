-- name: is_session_closed
-- Asked with every page that staff open, so it is one row by its key.
SELECT true FROM staff_sessions WHERE session_hash = $1 AND closed_at IS NOT NULL;

-- name: close_session
-- Also one that an earlier release kept here when it was opened.
INSERT INTO staff_sessions (session_hash, closed_at)
VALUES ($1, network_now())
ON CONFLICT (session_hash) DO UPDATE SET closed_at = network_now();

-- name: forget_sessions
-- From their end: no pass holds for as long as they are kept.
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
