-- name: call_person
-- One that is open is enough: of two transactions at once the second waits for the first, and adds nothing.
INSERT INTO attentions (request_id, reason) VALUES ($1, $2)
ON CONFLICT (request_id, reason) WHERE settled_at IS NULL DO NOTHING;

-- name: open_of_request
-- A request may need a person for several reasons; each is settled by itself.
SELECT id, request_id, reason, raised_at, due_at, taken_by
FROM attentions
WHERE request_id = $1 AND settled_at IS NULL
ORDER BY raised_at, id;
