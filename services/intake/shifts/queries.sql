-- name: say_shift
-- Only the present: no time at which it began, for that would be somebody's hours.
INSERT INTO shifts (staff_id, session_hash, doing, ends_at)
VALUES ($1, $2, $3, network_now() + $4::interval)
ON CONFLICT (staff_id) DO UPDATE
SET session_hash = excluded.session_hash, doing = excluded.doing, ends_at = excluded.ends_at;

-- name: end_shift
-- Nothing stays of it.
DELETE FROM shifts WHERE staff_id = $1;

-- name: renew_shift
-- A call ended: they are there. A shift that was over stays over.
UPDATE shifts SET ends_at = network_now() + $2::interval
WHERE staff_id = $1 AND ends_at > network_now();

-- name: shifts_now
-- Who signed out or was disabled works no more, whatever they said before.
SELECT shift.staff_id, doing
FROM shifts AS shift
JOIN sign_ins AS session ON session.session_hash = shift.session_hash AND session.closed_at IS NULL
JOIN staff ON staff.id = shift.staff_id AND staff.disabled_at IS NULL
WHERE ends_at > network_now() OR EXISTS (
    SELECT FROM calls
    WHERE calls.staff_id = shift.staff_id AND ended_at IS NULL
        AND changed_at > (SELECT network_now()) - $1::interval
);

-- name: forget_shifts
-- Of whoever forgot to end it and did not come back.
WITH over AS (
    SELECT staff_id
    FROM shifts
    WHERE ends_at < (SELECT network_now()) - $1::interval
    ORDER BY ends_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
DELETE FROM shifts
USING over
WHERE shifts.staff_id = over.staff_id
RETURNING 'shifts';
