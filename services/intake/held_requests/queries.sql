-- name: held_requests
-- Whoever needs help today comes first; in a flood only the first of them are shown.
SELECT id, reference, category, also, urgency, municipality, flags, created_at
FROM requests
WHERE state = 'held'
ORDER BY
    array_position(ARRAY['today', 'within_2_days', 'within_a_week', 'no_hurry'], urgency),
    created_at
LIMIT $1;

-- name: note_decision
-- Never changed: who let a stranger's request go ahead, or set somebody's plea aside.
INSERT INTO held_decisions (request_id, staff_id, decision) VALUES ($1, $2, $3);

-- name: forget_held_decisions
-- Audit has an age of its own: it outlives the request.
SELECT audit_forget('held_decisions', $1, $2);
