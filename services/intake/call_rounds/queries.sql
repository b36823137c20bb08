-- name: make_round
-- What a coordinator says of it is sealed: words may name people.
INSERT INTO call_rounds (id, staff_id, source, about, again_after, activation_id, exercise, ends_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, network_now() + $8::interval);

-- name: note_round_step
-- Never changed: who made and closed which round. Who rang whom stands nowhere.
INSERT INTO call_round_steps (round_id, staff_id, step) VALUES ($1, $2, $3);

-- name: segment
-- Who asked is told beside who may be rung, so that nobody believes that all were. The newest first: of
-- several requests with a number that counts.
SELECT request.id, point.mark, point.language, coalesce(may_be_rung(request, point), false) AS may
FROM requests AS request
LEFT JOIN reach_points AS point ON point.request_id = request.id AND point.kind = 'phone'
WHERE (
        request.state <> 'closed' AND request.created_at >= (SELECT network_now()) - $1::interval
        OR request.state = 'closed' AND request.changed_at >= (SELECT network_now()) - $1::interval
    )
    AND request.created_at >= (SELECT network_now()) - $1::interval
    AND request.municipality = coalesce($2, request.municipality)
    AND ($3::text = '' OR starts_with(request.postal_code, $3))
    AND ($4::text IS NULL OR request.category = $4 OR $4 = ANY (request.also))
    AND request.language = coalesce($5, request.language)
    AND (NOT $6::boolean OR request.under_18 IS FALSE)
    AND request.exercise = $7
ORDER BY request.created_at DESC, request.id;

-- name: add_people
-- All at once, without who refused before. Of who asked for help nothing is copied.
INSERT INTO call_round_people (id, round_id, mark, language, request_id, contact)
SELECT entry.id, $1, entry.mark, entry.language, entry.request_id, entry.contact
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bytea[])
    AS entry (id, mark, language, request_id, contact)
WHERE NOT EXISTS (SELECT FROM do_not_ring AS refusal WHERE refusal.mark = entry.mark);

-- name: latest_rounds
-- Those that go on first. Few go on at a time.
SELECT id, source, about, made_at, ends_at, closed_at, results
FROM call_rounds
ORDER BY closed_at IS NOT NULL, made_at DESC
LIMIT $1;

-- name: read_round
-- One of them.
SELECT id, source, about, made_at, ends_at, closed_at, results FROM call_rounds WHERE id = $1;

-- name: count_people
-- Of rounds that go on; nothing is counted by who of the staff rang.
SELECT round_id, result, count(*) AS people,
    count(*) FILTER (WHERE due_at <= (SELECT network_now())) AS due
FROM call_round_people
WHERE round_id = ANY ($1::uuid[])
GROUP BY round_id, result;

-- name: let_go_of_idle
-- Whoever holds somebody and does not ring, or rang and fell silent, has them no more.
DELETE FROM call_round_holds AS hold
WHERE hold.call_id IS NULL AND hold.taken_at < (SELECT network_now()) - $1::interval
    OR EXISTS (
        SELECT FROM calls
        WHERE calls.id = hold.call_id
            AND (
                calls.ended_at IS NOT NULL
                OR calls.changed_at < (SELECT network_now()) - $2::interval
            )
    );

-- name: take_next
-- SKIP LOCKED: nobody waits for whom another is taking. That no two have the same person, also of two
-- rounds, rests on the unique mark: who comes second gets nothing and asks again.
WITH next AS (
    SELECT person.id, person.mark
    FROM call_round_people AS person
    JOIN call_rounds AS round ON round.id = person.round_id
    WHERE person.round_id = $1 AND person.ended_at IS NULL
        AND person.due_at <= (SELECT network_now()) AND round.ends_at > (SELECT network_now())
        AND NOT EXISTS (SELECT FROM call_round_holds AS hold WHERE hold.mark = person.mark)
    ORDER BY person.due_at, person.id
    LIMIT 1
    FOR UPDATE OF person SKIP LOCKED
)
INSERT INTO call_round_holds (mark, person_id, staff_id)
SELECT mark, id, $2 FROM next
ON CONFLICT DO NOTHING
RETURNING person_id;

-- name: held_by
-- One of the staff has one at a time.
SELECT person.id, person.round_id, person.request_id, person.mark, person.language, person.tries,
    hold.call_id
FROM call_round_holds AS hold
JOIN call_round_people AS person ON person.id = hold.person_id
WHERE hold.staff_id = $1
FOR UPDATE OF hold;

-- name: rung_in
-- Held until the call has ended: it settles them once.
SELECT person.id, person.round_id, person.request_id, person.mark, person.language, person.tries,
    hold.call_id
FROM call_round_holds AS hold
JOIN call_round_people AS person ON person.id = hold.person_id
WHERE hold.call_id = $1
FOR UPDATE OF hold, person;

-- name: begin_call
-- From now on they belong to the call, whoever takes it over.
UPDATE call_round_holds SET call_id = $2 WHERE person_id = $1;

-- name: give_back
-- They are as they were.
DELETE FROM call_round_holds WHERE person_id = $1;

-- name: try_again
-- Due again after the round's time, so that somebody is not rung three times in an hour.
UPDATE call_round_people AS person
SET tries = person.tries + 1, due_at = network_now() + round.again_after
FROM call_rounds AS round
WHERE person.id = $1 AND round.id = person.round_id;

-- name: settle_person
-- Name and number go with the reason to have them.
UPDATE call_round_people SET result = $2, ended_at = network_now(), contact = NULL
WHERE id = $1 AND ended_at IS NULL;

-- name: refuse
-- Once is enough.
INSERT INTO do_not_ring (mark) VALUES ($1) ON CONFLICT (mark) DO NOTHING;

-- name: allow
-- On record with who and why, for somebody had refused.
WITH allowed AS (DELETE FROM do_not_ring WHERE mark = $1 RETURNING mark)
INSERT INTO refusals_taken_back (mark, staff_id, reason)
SELECT mark, $2, $3 FROM allowed
RETURNING id;

-- name: forget_refusals_taken_back
-- Audit has an age of its own.
SELECT audit_forget('refusals_taken_back', $1, $2);

-- name: refuse_on_all
-- Whoever said no to one round is rung by none.
UPDATE call_round_people SET result = 'refused', ended_at = network_now(), contact = NULL
WHERE mark = $1 AND ended_at IS NULL;

-- name: may_still_ring
-- As things stand now: they may have been erased, or said since that ringing is not safe.
SELECT EXISTS (
    SELECT
    FROM call_round_people AS person
    JOIN requests AS request ON request.id = person.request_id
    JOIN reach_points AS point ON point.request_id = request.id AND point.mark = person.mark
    WHERE person.id = $1 AND may_be_rung(request, point)
        AND EXISTS (SELECT FROM subject_keys WHERE subject = 'request/' || request.id)
);

-- name: given_person
-- Still sealed.
SELECT round_id, contact, language FROM call_round_people WHERE id = $1;

-- name: close_round
-- What stays is counts; the words go with their key.
UPDATE call_rounds SET closed_at = network_now(), about = NULL, results = $2
WHERE id = $1 AND closed_at IS NULL;

-- name: lock_round
-- Of two who close it one counts.
SELECT id FROM call_rounds WHERE id = $1 AND closed_at IS NULL FOR UPDATE;

-- name: forget_people
-- Everybody who stood on a round that is closed.
DELETE FROM call_round_people WHERE round_id = $1;

-- name: rounds_over
-- Time is over whether somebody looks or not.
SELECT id
FROM call_rounds
WHERE closed_at IS NULL AND ends_at <= (SELECT network_now())
ORDER BY ends_at
LIMIT $1
FOR UPDATE SKIP LOCKED;

-- name: forget_call_rounds
-- Counts of rounds that are long closed; one that goes on is closed by its own time.
DELETE FROM call_rounds
WHERE id IN (
    SELECT id
    FROM call_rounds
    WHERE closed_at < (SELECT network_now()) - $1::interval
    ORDER BY closed_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'call_rounds';

-- name: forget_call_round_steps
-- Who made which round has an age of its own.
SELECT audit_forget('call_round_steps', $1, $2);
