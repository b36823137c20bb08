-- name: letters_this_hour
-- What came past the cap of one address was held, and no letter left.
SELECT coalesce(sum(least(requests, $1)), 0)::bigint
FROM door_counts
WHERE hour = date_trunc('hour', (SELECT network_now())) AND by_letter;

-- name: forget_door_counts
-- A day is all that is looked back; the hashes tell who asked to whoever has the key.
DELETE FROM door_counts
WHERE (who, hour) IN (
    SELECT who, hour
    FROM door_counts
    WHERE hour < (SELECT network_now()) - $1::interval
    ORDER BY hour
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'door_counts';

-- name: use_proof
-- The update changes nothing: it only has the row of whoever was first come back.
INSERT INTO used_proofs AS used (id, used_by) VALUES ($1, $2)
ON CONFLICT (id) DO UPDATE SET used_by = used.used_by
RETURNING used_by = $2;

-- name: forget_used_proofs
-- A challenge is too old after two hours, so who used it need not be known for long.
DELETE FROM used_proofs
WHERE id IN (
    SELECT id
    FROM used_proofs
    WHERE used_at < (SELECT network_now()) - $1::interval
    ORDER BY used_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'used_proofs';
