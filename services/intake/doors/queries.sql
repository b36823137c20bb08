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
