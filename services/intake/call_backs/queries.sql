-- name: agree_on_call_back
-- One for each call in which it was agreed: its id is that of the call.
INSERT INTO call_backs (id, request_id, language, whom, due_at, activation_id, exercise)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: hold_call_back
-- Of two who press one waits here; how the call of the first stands is read by the next statement, for
-- this one would see it as it was before.
SELECT id FROM call_backs WHERE id = $1 AND closed_at IS NULL FOR UPDATE;

-- name: read_call_back
-- With the call by which it was taken last, and whose that is now.
SELECT call_backs.*, calls.changed_at AS pressed_at, calls.ended_at IS NOT NULL AS is_over,
    staff.name AS holder
FROM call_backs
LEFT JOIN calls ON calls.id = call_backs.call_id
LEFT JOIN staff ON staff.id = calls.staff_id
WHERE call_backs.id = $1;

-- name: call_backs_waiting
-- The longest due first.
SELECT call_backs.*, calls.changed_at AS pressed_at, calls.ended_at IS NOT NULL AS is_over,
    staff.name AS holder
FROM call_backs
LEFT JOIN calls ON calls.id = call_backs.call_id
LEFT JOIN staff ON staff.id = calls.staff_id
WHERE closed_at IS NULL
ORDER BY due_at, call_backs.id
LIMIT $1;

-- name: take_call_back
-- Whoever had it before has it no more, whatever becomes of their call.
UPDATE call_backs SET call_id = $2 WHERE id = $1;

-- name: call_back_of_call
-- Held: taken by another meanwhile, it is theirs.
SELECT id FROM call_backs WHERE call_id = $1 AND closed_at IS NULL FOR UPDATE;

-- name: try_call_back_again
-- Nobody was reached, and it is on the list at its next time.
UPDATE call_backs SET due_at = $2, attempts = attempts + 1, call_id = NULL WHERE id = $1;

-- name: close_call_back
-- What was sealed goes; the rest is counted until it is old.
UPDATE call_backs SET closed_at = network_now(), whom = NULL WHERE id = $1 RETURNING request_id;

-- name: forget_call_backs
-- Also those that nobody rang, with their keys; the ledger of erasures (by `erase_subjects`) sees that no
-- backup brings them back.
WITH old AS (
    SELECT id
    FROM call_backs
    WHERE coalesce(closed_at, due_at) < (SELECT network_now()) - $1::interval
    ORDER BY coalesce(closed_at, due_at)
    LIMIT $2
    FOR UPDATE SKIP LOCKED
),
erased AS (SELECT erase_subjects('call_back', array_agg(id)) FROM old)
DELETE FROM call_backs
USING old, erased
WHERE call_backs.id = old.id
RETURNING 'call_backs';
