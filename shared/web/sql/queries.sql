-- name: find_session
SELECT staff_id, role
FROM staff_sessions
WHERE session_hash = $1 AND closed_at IS NULL AND expires_at > network_now();

-- name: open_session
INSERT INTO staff_sessions (session_hash, staff_id, role, expires_at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (session_hash) DO NOTHING;

-- name: close_session
INSERT INTO staff_sessions (session_hash, closed_at)
VALUES ($1, network_now())
ON CONFLICT (session_hash) DO UPDATE SET closed_at = network_now();

-- name: forget_sessions
DELETE FROM staff_sessions WHERE coalesce(closed_at, expires_at) < network_now() - interval '2 days';
