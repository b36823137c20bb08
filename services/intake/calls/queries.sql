-- name: open_call
-- It begins by the network's clock.
INSERT INTO calls (id, staff_id, direction, activation_id, exercise) VALUES ($1, $2, $3, $4, $5);

-- name: read_call
-- With what was typed, sealed.
SELECT calls.*, staff.name AS holder FROM calls JOIN staff ON staff.id = staff_id WHERE calls.id = $1;

-- name: lock_call
-- Of two windows or two people one changes it at a time.
SELECT calls.*, staff.name AS holder
FROM calls
JOIN staff ON staff.id = staff_id
WHERE calls.id = $1
FOR UPDATE OF calls;

-- name: calls_going_on
-- All of the staff see them: whoever is there goes on where another had to stop.
SELECT calls.*, staff.name AS holder
FROM calls
JOIN staff ON staff.id = staff_id
WHERE ended_at IS NULL
ORDER BY changed_at DESC
LIMIT $1;

-- name: calls_left
-- SKIP LOCKED: several processes end them at once, and none waits for who is typing.
SELECT calls.*, staff.name AS holder
FROM calls
JOIN staff ON staff.id = staff_id
WHERE ended_at IS NULL AND changed_at < (SELECT network_now()) - $1::interval
ORDER BY changed_at
LIMIT $2
FOR UPDATE OF calls SKIP LOCKED;

-- name: is_call_open
-- Likeness is for who is on the phone, in their own call.
SELECT EXISTS (SELECT FROM calls WHERE id = $1 AND staff_id = $2 AND ended_at IS NULL);

-- name: keep_call
-- Of the notice the first time counts: it was said then.
UPDATE calls
SET draft = $2, version = version + 1, changed_at = network_now(),
    notice_said_at = coalesce(notice_said_at, CASE WHEN $3::text IS NOT NULL THEN network_now() END),
    notice_version = coalesce(notice_version, $3), request_id = coalesce(request_id, $4)
WHERE id = $1;

-- name: take_call_over
-- The condition is in the update: of two who press one has it.
UPDATE calls SET staff_id = $2, version = version + 1, changed_at = network_now()
WHERE id = $1 AND staff_id = $3 AND ended_at IS NULL
RETURNING id;

-- name: end_call
-- What was typed goes by the same transaction, with its key.
UPDATE calls
SET ended_at = coalesce($5, network_now()), outcome = $2, request_id = $3, record = $4, draft = NULL,
    notice_said_at = coalesce(notice_said_at, CASE WHEN $6::text IS NOT NULL THEN network_now() END),
    notice_version = coalesce(notice_version, $6),
    seconds = greatest(0, extract(epoch FROM coalesce($5, network_now()) - started_at))::integer
WHERE id = $1 AND ended_at IS NULL
RETURNING seconds;

-- name: note_call_step
-- Never changed: who began, took over and ended which call. Nobody counts by it.
INSERT INTO call_steps (call_id, staff_id, step) VALUES ($1, $2, $3);

-- name: forget_calls
-- With the keys of what was kept of those without a request; the ledger of erasures (by
-- `erase_subjects`) sees that no backup brings it back.
WITH old AS (
    SELECT id
    FROM calls
    WHERE ended_at < (SELECT network_now()) - $1::interval
    ORDER BY ended_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
),
erased AS (SELECT erase_subjects('call_record', array_agg(id)) FROM old)
DELETE FROM calls
USING old, erased
WHERE calls.id = old.id
RETURNING 'calls';

-- name: forget_call_steps
-- Who had which call has an age of its own.
SELECT audit_forget('call_steps', $1, $2);
