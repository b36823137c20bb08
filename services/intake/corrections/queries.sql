-- name: correct_request
-- What is sealed and was not corrected stays; a secret place has no postal code.
UPDATE requests
SET version = $2, category = $3, urgency = $4, postal_code = nullif($5, ''), municipality = $6,
    min_vetting = $7, volunteer_allowed = $8, first_name = coalesce($9, first_name),
    street = coalesce($10, street), area_note = coalesce($11, area_note), text = coalesce($12, text),
    address_secret = $13, under_18 = $14, payment = $15, corrected = $16, corrected_at = network_now(),
    also = $17, language = $18, may_be_referred = $19, changed_at = network_now()
WHERE id = $1;

-- name: correct_reach_point
-- Of one from before it was said whose they are it is said now. Nobody has shown yet that what is sent to
-- a new address arrives.
UPDATE reach_points
SET address = $4, mark = $5, whose = $3, may_leave_message = $6, may_ring = $7, may_text = $8,
    may_write = $9, language = $10, verified_at = CASE WHEN $11 THEN verified_at END
WHERE request_id = $1 AND kind = $2 AND whose IN ($3, 'unsaid');

-- name: add_reach_point
-- After those they gave before, with what was said to be safe there.
INSERT INTO reach_points (
    request_id, kind, whose, address, mark, may_leave_message, may_ring, may_text, may_write, language,
    place
)
SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, count(*) + 1
FROM reach_points
WHERE request_id = $1;
