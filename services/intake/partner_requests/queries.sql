-- name: keep_partner_request
-- With the request, in its transaction; a form that is sent twice is one.
INSERT INTO partner_requests (organisation_id, request_id, staff_id)
VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING;

-- name: followed_requests
-- One more than is shown says that there are more. Nothing here names whoever is helped or helps.
SELECT request.reference, made.made_at, made.staff_id = $2 AS is_own, request.state, request.closure,
    CASE WHEN request.closure IS NOT NULL THEN request.changed_at END AS ended_at
FROM partner_requests AS made
JOIN requests AS request ON request.id = made.request_id
WHERE made.organisation_id = $1
ORDER BY made.made_at DESC, made.request_id
LIMIT $3 + 1;
