-- name: keep_concern
-- A form is one concern, however often it is sent.
INSERT INTO concerns (id, sent_hash, due_at) VALUES ($1, $2, network_now() + $3::interval)
ON CONFLICT (sent_hash) DO NOTHING
RETURNING id;

-- name: keep_words
-- Apart from the line of the list: the service writes here and cannot read.
INSERT INTO concern_words (concern_id, what, who, reach, reference, origin)
VALUES ($1, $2, $3, $4, $5, $6);

-- name: told_lately
-- Whoever floods the page must not flood a mailbox too; the concerns are all kept.
SELECT count(*) FROM concerns WHERE lead_told_at > (SELECT network_now()) - interval '1 hour';

-- name: note_told
-- By what `verify` knows that there must be a letter.
UPDATE concerns SET lead_told_at = network_now() WHERE id = $1;

-- name: take_unread
-- The condition is in the update: of several processes one takes each, and who reads it meanwhile was first.
WITH due AS (
    SELECT id
    FROM concerns
    WHERE read_at IS NULL AND deputy_told_at IS NULL AND due_at <= (SELECT network_now())
    ORDER BY due_at
    FOR UPDATE SKIP LOCKED
)
UPDATE concerns SET deputy_told_at = network_now()
FROM due
WHERE concerns.id = due.id
RETURNING concerns.id;

-- name: waiting
-- What nobody has read comes first, then what is open; what is closed stays at hand for a while.
SELECT id, received_at, read_at, deputy_told_at, closed_at, outcome
FROM concerns
ORDER BY closed_at IS NOT NULL, read_at IS NOT NULL, received_at
LIMIT $1;

-- name: open_concern
-- The owner's function: it opens to two roles only, and leaves a row of who looked.
SELECT id, received_at, read_at, deputy_told_at, closed_at, outcome, what, who, reach, reference, origin
FROM open_concern($1, $2);

-- name: open_notes
-- By the owner's function too: notes say as much as the words.
SELECT written_by, written_at, note FROM open_concern_notes($1, $2);

-- name: readers
-- Lead and deputy see of each other that they looked.
SELECT staff.name, look.looked_at
FROM concern_looks AS look
JOIN staff ON staff.id = look.staff_id
WHERE look.concern_id = $1
ORDER BY look.looked_at DESC;

-- name: keep_note
-- Added and never changed.
INSERT INTO concern_notes (concern_id, staff_id, note) VALUES ($1, $2, $3);

-- name: close_concern
-- The first to close it is the one on record.
UPDATE concerns SET closed_at = network_now(), closed_by = $2, outcome = $3
WHERE id = $1 AND closed_at IS NULL;

-- name: forget_concerns
-- With words and notes; the key that opened them goes too, and the ledger of erasures (by
-- `erase_subjects`) sees that no backup brings them back. What is open stays.
WITH old AS (
    SELECT id
    FROM concerns
    WHERE closed_at < (SELECT network_now()) - $1::interval
    ORDER BY closed_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
),
erased AS (SELECT erase_subjects('concern', array_agg(id)) FROM old)
DELETE FROM concerns
USING old, erased
WHERE concerns.id = old.id
RETURNING 'concerns';

-- name: forget_concern_looks
-- Who looked has an age of its own.
SELECT audit_forget('concern_looks', $1, $2);
