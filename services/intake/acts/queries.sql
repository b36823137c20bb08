-- name: read_stand
-- Whatever changes a request changes its version or the time of its change: a form is made from both.
SELECT id, reference, version, state, closure, category, also, urgency, language, municipality,
    activation_id, exercise, created_at, changed_at, postal_code, escalated,
    NOT EXISTS (SELECT FROM subject_keys WHERE subject = 'request/' || requests.id) AS is_erased
FROM requests
WHERE id = $1;

-- name: note_act
-- How the request stands is read after what was done, under its lock: so the rows tell its states in order.
INSERT INTO request_acts (request_id, staff_id, act, reason, fields, other_id, state, version)
SELECT id, $2, $3, $4, $5, $6, state, version FROM requests WHERE id = $1;

-- name: acts_of
-- The newest first: what somebody else just did is what matters. Of two that became one or belong together,
-- on both; where one of them was erased, neither is named on the page of the other.
SELECT done.noted_at, name, done.act, done.reason, done.fields, coalesce(reference, '') AS other
FROM request_acts AS done
JOIN staff ON staff.id = done.staff_id
LEFT JOIN requests AS second
    ON second.id = CASE WHEN done.request_id = $1 THEN done.other_id ELSE done.request_id END
    AND NOT EXISTS (
        SELECT FROM (VALUES (done.request_id), (done.other_id)) AS both_of (id)
        WHERE NOT EXISTS (SELECT FROM subject_keys WHERE subject = 'request/' || both_of.id)
    )
WHERE done.request_id = $1 OR done.other_id = $1
ORDER BY done.id DESC
LIMIT 100;

-- name: found_beside
-- Whoever wants to be forgotten is erased by each of these, where they are theirs: an operator asks.
SELECT other.reference
FROM requests AS other
WHERE other.id <> $1
    AND other.id IN (
        SELECT CASE WHEN request_id = $1 THEN other_id ELSE request_id END
        FROM request_acts
        WHERE (request_id = $1 OR other_id = $1) AND other_id IS NOT NULL
        UNION ALL
        SELECT theirs.request_id
        FROM reach_points AS mine
        JOIN reach_points AS theirs ON theirs.mark = mine.mark
        WHERE mine.request_id = $1
    )
    AND EXISTS (SELECT FROM subject_keys WHERE subject = 'request/' || other.id)
ORDER BY other.reference;

-- name: find_request
-- People know a request by its reference.
SELECT id FROM requests WHERE reference = $1;

-- name: lead_request
-- Only of one that was closed as a double: the database refuses it of any other.
UPDATE requests SET leads_to = $2 WHERE id = $1;

-- name: tie_of
-- The last one: it may have been undone before. Whoever was asked since was asked for both.
SELECT other_id, fields <> '{}' AS with_words,
    EXISTS (
        SELECT FROM proposals
        WHERE proposals.request_id = other_id AND heard_at > request_acts.noted_at
    ) AS is_asked_since
FROM request_acts
WHERE request_id = $1 AND act = 'merged'
ORDER BY request_acts.id DESC
LIMIT 1;

-- name: split_request
-- Named on the page of the one who asked.
UPDATE requests SET split_off = array_append(split_off, $2) WHERE id = $1;

-- name: linked_of
-- With all that a form is made from: what belongs together may be closed together.
SELECT request.id, request.reference, version, request.state, closure, category, also, urgency, language,
    municipality, activation_id, exercise, created_at, changed_at, postal_code, escalated,
    NOT EXISTS (SELECT FROM subject_keys WHERE subject = 'request/' || request.id) AS is_erased
FROM linked_with(ARRAY[$1::uuid]) AS beside
JOIN requests AS request ON request.id = beside.id
ORDER BY request.created_at DESC, request.id;

-- name: alike_of
-- By whole numbers and addresses only: a mark is equal or it is not. Never one of another time, and none
-- that waits for a person.
SELECT request.id, request.reference, request.state
FROM requests AS request
JOIN requests AS own
    ON own.id = $1 AND (own.activation_id, own.exercise) = (request.activation_id, request.exercise)
WHERE request.id IN (
    SELECT theirs.request_id
    FROM reach_points AS mine
    JOIN reach_points AS theirs ON theirs.mark = mine.mark
    WHERE mine.request_id = $1 AND theirs.request_id <> $1
)
AND request.state NOT IN ('closed', 'held', 'escalated')
AND request.id NOT IN (SELECT beside.id FROM linked_with(ARRAY[$1::uuid]) AS beside)
ORDER BY request.created_at DESC, request.id
LIMIT 5;

-- name: link_requests
-- A pair is one row, whichever of both somebody looked at.
INSERT INTO linked_requests (one_id, other_id) VALUES (least($1::uuid, $2::uuid), greatest($1, $2));

-- name: unlink_requests
-- Of two who undo it the second finds nothing.
DELETE FROM linked_requests WHERE one_id = least($1::uuid, $2::uuid) AND other_id = greatest($1, $2)
RETURNING one_id;

-- name: number_request
-- How it stands and since when is as before: only its last event is another.
UPDATE requests SET version = $2 WHERE id = $1;

-- name: add_note
-- Never changed: what it said stays what it said.
INSERT INTO request_notes (request_id, staff_id, note) VALUES ($1, $2, $3);

-- name: notes_of
-- In the order in which they were written, with who struck one through.
SELECT request_notes.id, written_at, writer.name AS written_by, note, struck_at,
    coalesce(striker.name, '') AS struck_by
FROM request_notes
JOIN staff AS writer ON writer.id = staff_id
LEFT JOIN staff AS striker ON striker.id = request_notes.struck_by
WHERE request_id = $1
ORDER BY request_notes.id
LIMIT 200;

-- name: strike_note
-- Of two who strike one the first is on record.
UPDATE request_notes SET struck_at = network_now(), struck_by = $3
WHERE request_id = $1 AND id = $2 AND struck_at IS NULL
RETURNING id;

-- name: forget_request_acts
-- Audit has an age of its own: it outlives the request.
SELECT audit_forget('request_acts', $1, $2);
