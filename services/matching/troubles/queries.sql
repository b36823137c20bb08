-- name: note_decision
-- A person did it by hand: who it was is asked when it was wrong.
INSERT INTO trouble_decisions (staff_id, decision, kind, row_id) VALUES ($1, $2, $3, $4);

-- name: forget_trouble_decisions
-- Small, for a person made each of them; older than that nobody asks who it was.
SELECT audit_forget('trouble_decisions', $1, $2);
