-- name: rights_lately
-- Of those to whom a code was written: strangers can have us write to anybody.
SELECT count(*) FILTER (WHERE mark = $1) AS of_one, count(*) AS in_all
FROM rights
WHERE asked_at > (SELECT network_now()) - interval '1 hour' AND code_hash IS NOT NULL;

-- name: add_right
-- It goes after an hour, unless they show who they are.
INSERT INTO rights (
    id, kind, token_hash, code_hash, mark, sealed, activation_id, exercise, due_at, expires_at
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, (SELECT network_now()) + $10::interval);

-- name: right_by_token
-- By the link of the browser that asked or of the letter; who comes late finds nothing.
SELECT id, kind, state, version, activation_id, exercise, due_at
FROM rights
WHERE (token_hash = $1 OR answer_hash = $1) AND state <> 'closed'
    AND expires_at > (SELECT network_now());

-- name: try_right_code
-- Counted before it is compared, and the row is held: two guesses at once are two.
UPDATE rights
SET tries = tries + 1
WHERE id = (
    SELECT id FROM rights
    WHERE (token_hash = $1 AND state = 'asked' OR answer_hash = $1 AND state IN ('ready', 'opened'))
        AND tries < $2 AND expires_at > (SELECT network_now())
    FOR UPDATE
)
RETURNING id, kind, state, version, activation_id, exercise, due_at, code_hash;

-- name: lock_right
-- An answer and the end of the case come one after the other.
SELECT id, kind, state, version, activation_id, exercise, due_at
FROM rights
WHERE id = $1
FOR UPDATE;

-- name: read_right_secret
-- Only while somebody may read it.
SELECT sealed FROM rights WHERE id = $1 AND sealed IS NOT NULL;

-- name: gather_right
-- The code has done its work. It stays until well after the day by which the law wants it answered.
UPDATE rights
SET state = 'gathering', sealed = $2, code_hash = NULL, tries = 0,
    proven_at = (SELECT network_now()), expires_at = due_at + interval '30 days'
WHERE id = $1;

-- name: say_right
-- The number of its last event.
UPDATE rights SET version = $2 WHERE id = $1;

-- name: keep_right_receipt
-- The first answer of a service stays.
INSERT INTO right_receipts (right_id, service, receipt_id, things, answer) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING;

-- name: right_receipts
-- In the order of the services' names.
SELECT service, receipt_id, things, answer
FROM right_receipts
WHERE right_id = $1 AND answer IS NOT NULL
ORDER BY service;

-- name: make_right_ready
-- A new link and a new code; the browser's own link only says that the letter is there.
UPDATE rights
SET state = 'ready', answer_hash = $2, code_hash = $3, tries = 0,
    expires_at = (SELECT network_now()) + $4::interval
WHERE id = $1;

-- name: open_right
-- From the first opening it can be read for a little while.
UPDATE rights
SET state = 'opened', opened_at = (SELECT network_now()),
    expires_at = (SELECT network_now()) + $2::interval
WHERE id = $1;

-- name: right_cases
-- The open ones by the day by which the law wants them answered, then what was closed last.
(
    SELECT id, state, asked_at, due_at, closed_at,
        state = 'gathering' AND due_at < (SELECT network_now()) AS is_overdue
    FROM rights
    WHERE state <> 'closed' AND proven_at IS NOT NULL
    ORDER BY due_at
    LIMIT $1
)
UNION ALL
(
    SELECT id, state, asked_at, due_at, closed_at, false
    FROM rights
    WHERE state = 'closed'
    ORDER BY closed_at DESC
    LIMIT $1
);

-- name: answered_rights
-- When each service answered, and how much it had; what it said is not read.
SELECT right_id, service, things, answered_at FROM right_receipts WHERE right_id = ANY ($1::uuid[]);

-- name: expired_rights
-- Who never showed who they are is forgotten wholly; of the others the receipts stay.
SELECT id, state = 'asked' AS is_unproven, sealed IS NOT NULL AS has_key
FROM rights
WHERE state <> 'closed' AND expires_at <= (SELECT network_now())
ORDER BY expires_at
LIMIT $1
FOR UPDATE SKIP LOCKED;

-- name: delete_rights
-- By id: only those whose keys were erased in the same transaction.
DELETE FROM rights WHERE id = ANY ($1::uuid[]);

-- name: close_rights
-- What it said can be read by nobody: the key is gone, and so are the sealed answers here.
WITH emptied AS (UPDATE right_receipts SET answer = NULL WHERE right_id = ANY ($1::uuid[]))
UPDATE rights
SET state = 'closed', closed_at = (SELECT network_now()), sealed = NULL, mark = NULL, code_hash = NULL
WHERE id = ANY ($1::uuid[]);

-- name: note_right_step
-- An audit, without a word of whose it is.
INSERT INTO right_steps (right_id, step) VALUES ($1, $2);

-- name: requests_at_mark
-- Whole addresses only: a mark is equal or it is not. The newest first, and no more than a person reads.
SELECT id FROM requests
WHERE id IN (SELECT request_id FROM reach_points WHERE mark = $1)
ORDER BY created_at DESC
LIMIT 200;

-- name: beside_request
-- Counted only: what the staff wrote and what was said on the phone a person goes through with them.
SELECT
    (SELECT count(*) FROM calls WHERE request_id = $1) AS calls,
    (SELECT count(*) FROM request_notes WHERE request_id = $1 AND struck_at IS NULL) AS notes,
    (SELECT count(*) FROM contact_views WHERE request_id = $1) AS looks;

-- name: forget_rights
-- As long as audits: that somebody was answered in time is what an authority asks for.
DELETE FROM rights
WHERE id IN (
    SELECT id
    FROM rights
    WHERE state = 'closed' AND closed_at < (SELECT network_now()) - $1::interval
    ORDER BY closed_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'rights';

-- name: forget_right_steps
-- As long as the cases themselves.
SELECT audit_forget('right_steps', $1, $2);
