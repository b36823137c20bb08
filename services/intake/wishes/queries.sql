-- name: keep_wish
-- Pressing twice, or two coordinators at once, is one wish until it was answered; the request is held.
INSERT INTO due_wishes (
    id, request_id, staff_id, volunteer_number, manner, heard_by, overrides, reason, due_at
)
SELECT $1, $2, $3, $4, $5, $6, $7, $8, network_now() + $9::interval
WHERE NOT EXISTS (
    SELECT FROM wishes
    WHERE request_id = $2 AND answer IS NULL
        AND (volunteer_number = $4 OR manner = 'widening' AND $5 = 'widening')
)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: due_wishes
-- Listed without locks: whoever sends one finds out whether it is due still.
SELECT id FROM due_wishes
WHERE answer IS NULL AND due_at <= network_now()
ORDER BY due_at
LIMIT $1;

-- name: request_of_wish
-- The request is locked first, as by all who change it or its wishes: one order, so no deadlock.
SELECT request_id FROM due_wishes WHERE id = $1 AND answer IS NULL;

-- name: take_wish
-- Under the request's lock; in the transaction that says the command, so that a death in between leaves
-- it due, and of two processes the second finds nothing.
DELETE FROM due_wishes
WHERE id = $1 AND answer IS NULL AND due_at <= network_now()
RETURNING id, request_id, staff_id, volunteer_number, manner, heard_by, overrides, reason;

-- name: refuse_wish
-- What came to nothing meanwhile is kept with why: a coordinator waits for an answer.
INSERT INTO due_wishes (
    id, request_id, staff_id, volunteer_number, manner, heard_by, overrides, reason, due_at, answer
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, network_now(), $9);

-- name: undo_wish
-- Only what has not left: after that it is matching's, and its letter may be under way.
UPDATE due_wishes SET answer = 'undone'
WHERE id = $1 AND request_id = $2 AND answer IS NULL
RETURNING id, request_id, staff_id, volunteer_number, manner, heard_by, overrides, reason;

-- name: note_wish_step
-- Never changed: who had whom asked, who heard a yes, and which rule was passed over for which reason.
INSERT INTO wish_steps (
    wish_id, request_id, staff_id, step, volunteer_number, manner, heard_by, overrides, reason
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: forget_wish_steps
-- An audit has an age of its own, whatever became of the request.
SELECT audit_forget('wish_steps', $1, $2);

-- name: add_wish
-- The same wish may be on its way from a process of the earlier release.
INSERT INTO wishes (
    id, request_id, staff_id, volunteer_number, organisation_id, manner, overrides, reason
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: answer_wish
-- The first answer stands: the two ways to answer are on different subjects and have no order.
UPDATE wishes SET answer = $3, more = $4, answered_at = network_now()
WHERE id = $1 AND request_id = $2 AND answer IS NULL;

-- name: request_asked_about
-- For a page: looking must not wait for whoever changes it.
SELECT id, reference, version, state, closure, category, also, urgency, language, municipality,
    activation_id, exercise, created_at
FROM requests
WHERE id = $1;

-- name: wishes_of_request
-- What has not left yet and what has, as one list: to a coordinator both are what they wished.
SELECT id, volunteer_number, manner, overrides, reason, answer, more, due_at
FROM (
    SELECT id, volunteer_number, manner, overrides, reason, answer, more,
        NULL::timestamptz AS due_at, asked_at
    FROM wishes
    WHERE request_id = $1
    UNION ALL
    SELECT id, volunteer_number, manner, overrides, reason, answer, NULL,
        CASE WHEN answer IS NULL THEN due_at END, wished_at
    FROM due_wishes
    WHERE request_id = $1
) AS wish
ORDER BY answer IS NOT NULL, asked_at DESC, id DESC
LIMIT 20;

-- name: staff_at_phones
-- Who may have heard a volunteer's yes.
SELECT id, name
FROM staff
WHERE disabled_at IS NULL AND roles && ARRAY['operator', 'coordinator']
ORDER BY lower(name);
