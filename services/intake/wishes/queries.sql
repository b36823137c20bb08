-- name: add_wish
-- Pressing twice, or two coordinators at once, is one wish while it is on its way.
INSERT INTO wishes (id, request_id, staff_id, volunteer_number, organisation_id)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: answer_wish
-- The first answer stands: the two ways to answer are on different subjects and have no order.
UPDATE wishes SET answer = $3, answered_at = network_now()
WHERE id = $1 AND request_id = $2 AND answer IS NULL;
