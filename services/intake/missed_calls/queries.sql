-- name: note_phone_notice
-- The same notice twice is one; nothing in it tells who rang.
INSERT INTO phone_notices (call_hash, is_missed) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING true;

-- name: turn_phone_notice
-- What rang is missed once; what is missed does not ring again.
UPDATE phone_notices SET is_missed = true WHERE call_hash = $1 AND NOT is_missed RETURNING true;

-- name: count_missed_call
-- The line of a number that is open. A notice that its call was missed counts no second call; what rang
-- and was answered long ago is not counted with what rings now.
UPDATE missed_calls
SET rang_at = greatest(rang_at, $2), line = coalesce(nullif($3, ''), line), is_missed = is_missed OR $4,
    times = CASE
        WHEN NOT $5::boolean THEN times
        WHEN is_missed OR rang_at > (SELECT network_now()) - $6::interval THEN times + 1
        ELSE 1
    END,
    heard_at = CASE WHEN NOT $5::boolean THEN heard_at END
WHERE who = $1 AND closed_at IS NULL
RETURNING id;

-- name: add_missed_call
-- Of two at once one line stays; the other looks for it anew.
INSERT INTO missed_calls (id, who, kind, rang_at, line, is_missed)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: keep_number
-- After the row, so that no key is made for one that is not there.
UPDATE missed_calls SET number = $2 WHERE id = $1;

-- name: hold_missed_call
-- Of two who press one waits here; how the call of the first stands is read by the next statement.
SELECT id FROM missed_calls WHERE id = $1 AND closed_at IS NULL FOR UPDATE;

-- name: read_missed_call
-- With the call by which it was taken last, and whose that is now.
SELECT missed_calls.*, calls.changed_at AS pressed_at, calls.ended_at IS NOT NULL AS is_over,
    staff.name AS holder
FROM missed_calls
LEFT JOIN calls ON calls.id = missed_calls.call_id
LEFT JOIN staff ON staff.id = calls.staff_id
WHERE missed_calls.id = $1;

-- name: missed_calls_waiting
-- Who rings now comes first; what rang and was answered is seen no more.
SELECT missed_calls.*, calls.changed_at AS pressed_at, calls.ended_at IS NOT NULL AS is_over,
    staff.name AS holder
FROM missed_calls
LEFT JOIN calls ON calls.id = missed_calls.call_id
LEFT JOIN staff ON staff.id = calls.staff_id
WHERE closed_at IS NULL AND (is_missed OR rang_at > (SELECT network_now()) - $1::interval)
ORDER BY is_missed, rang_at, missed_calls.id
LIMIT $2;

-- name: hear_missed_calls
-- The line stays until somebody takes it off: of a family that shares the number another may have rung.
UPDATE missed_calls SET heard_at = network_now() WHERE who = ANY ($1::text[]) AND closed_at IS NULL RETURNING id;

-- name: take_missed_call
-- Whoever had it before has it no more.
UPDATE missed_calls SET call_id = $2 WHERE id = $1;

-- name: missed_call_of_call
-- Held: taken by another meanwhile, it is theirs.
SELECT id FROM missed_calls WHERE call_id = $1 AND closed_at IS NULL FOR UPDATE;

-- name: try_missed_call_again
-- Nobody was reached: anybody may try again.
UPDATE missed_calls SET attempts = attempts + 1, is_missed = true, call_id = NULL WHERE id = $1;

-- name: close_missed_call
-- The number goes, and what could be compared with it; the rest is counted until it is old.
UPDATE missed_calls
SET closed_at = network_now(), number = NULL, who = encode(sha256(uuid_send(gen_random_uuid())), 'hex')
WHERE id = $1
RETURNING kind;

-- name: count_unanswered_call
-- Each call as it is told; of which line it is only we know, and as long as that is open.
INSERT INTO unanswered_calls (id, missed_id, rang_at, in_hours, activation_id, exercise)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: return_unanswered_calls
-- Once each: what rings after this is another call.
UPDATE unanswered_calls SET returned_at = network_now()
WHERE missed_id = ANY ($1::uuid[]) AND returned_at IS NULL
RETURNING id, activation_id, exercise;

-- name: part_unanswered_calls
-- Nobody can tell any more which calls were of the same number.
UPDATE unanswered_calls SET missed_id = NULL WHERE missed_id = $1;

-- name: forget_unanswered_calls
-- As long as calls that were answered.
DELETE FROM unanswered_calls
WHERE id IN (
    SELECT id
    FROM unanswered_calls
    WHERE noted_at < (SELECT network_now()) - $1::interval
    ORDER BY noted_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'unanswered_calls';

-- name: forget_missed_calls
-- Also those that nobody rang back, with their keys; the ledger of erasures (by `erase_subjects`) sees
-- that no backup brings them back.
WITH old AS (
    SELECT id
    FROM missed_calls
    WHERE coalesce(closed_at, rang_at) < (SELECT network_now()) - $1::interval
    ORDER BY coalesce(closed_at, rang_at)
    LIMIT $2
    FOR UPDATE SKIP LOCKED
),
erased AS (SELECT erase_subjects('missed_call', array_agg(id)) FROM old)
DELETE FROM missed_calls
USING old, erased
WHERE missed_calls.id = old.id
RETURNING 'missed_calls';

-- name: forget_phone_notices
-- A notice is believed for minutes only, so what was told need not be known for long.
DELETE FROM phone_notices
WHERE call_hash IN (
    SELECT call_hash
    FROM phone_notices
    WHERE noted_at < (SELECT network_now()) - $1::interval
    ORDER BY noted_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'phone_notices';
