-- name: note_decision
-- A person did it by hand: who it was is asked when it was wrong.
INSERT INTO trouble_decisions (staff_id, decision, kind, row_id) VALUES ($1, $2, $3, $4);

-- name: forget_trouble_decisions
-- Small, for a person made each of them; older than that nobody asks who it was.
DELETE FROM trouble_decisions
WHERE id IN (
    SELECT id
    FROM trouble_decisions
    WHERE decided_at < (SELECT network_now()) - $1::interval
    ORDER BY id
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'trouble_decisions';
