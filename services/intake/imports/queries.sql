-- name: keep_import
-- With what the check found; the counts of what was taken begin at nought.
INSERT INTO imports (id, staff_id, file, urgency, language, row_count, wrong)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: note_step
-- Never changed: who handed a file of people's pleas in, and who took what was left of it.
INSERT INTO import_steps (import_id, staff_id, step) VALUES ($1, $2, $3);

-- name: latest_imports
-- Every coordinator sees them: whoever is on duty goes on where another stopped.
SELECT id, state, created_at, row_count, wrong, taken, known, rejected
FROM imports
ORDER BY created_at DESC
LIMIT $1;

-- name: read_import
-- Without the file, which is opened only where it is needed.
SELECT id, state, created_at, row_count, wrong, taken, known, rejected FROM imports WHERE id = $1;

-- name: lock_import
-- Of several processes one takes a batch in; the others see that it was there.
SELECT id, state, created_at, row_count, wrong, taken, known, rejected
FROM imports
WHERE id = $1
FOR UPDATE;

-- name: import_file
-- The sealed file, and what was said for rows that do not say.
SELECT file, urgency, language FROM imports WHERE id = $1;

-- name: confirm_import
-- The condition is in the update, so that two presses are one; of nothing but wrong rows none is taken.
UPDATE imports SET state = 'confirmed'
WHERE id = $1 AND state = 'checked' AND wrong < row_count
RETURNING id;

-- name: add_counts
-- By the transaction that took the rows in: what was counted was taken.
UPDATE imports
SET taken = taken + $2, known = known + $3, rejected = rejected + $4,
    state = CASE
        WHEN taken + $2 + known + $3 + rejected + $4 = row_count THEN 'done' ELSE state
    END
WHERE id = $1;

-- name: remove_import
-- Its key goes by the same transaction.
DELETE FROM imports WHERE id = $1;

-- name: due_imports
-- What was confirmed first is taken in first.
SELECT id FROM imports WHERE state = 'confirmed' ORDER BY created_at LIMIT $1;

-- name: forget_imports
-- A week is enough to mend what was rejected; the key that opened the file goes too, and the ledger of
-- erasures (by `erase_subjects`) sees that no backup brings it back. What is being
-- taken in stays until it is done.
WITH old AS (
    SELECT id
    FROM imports
    WHERE state <> 'confirmed' AND created_at < (SELECT network_now()) - $1::interval
    ORDER BY created_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
),
erased AS (SELECT erase_subjects('import', array_agg(id)) FROM old)
DELETE FROM imports
USING old, erased
WHERE imports.id = old.id
RETURNING 'imports';

-- name: forget_import_steps
-- Who handed in what has an age of its own.
SELECT audit_forget('import_steps', $1, $2);
