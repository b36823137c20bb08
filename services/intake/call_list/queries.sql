-- name: call_list
-- One line a request, for one call settles all that waits with it. Few are open at a time.
SELECT request.id, request.reference, request.version, request.state, request.closure,
    request.category, request.also, request.urgency, request.language, request.municipality,
    request.activation_id, request.exercise, request.created_at, open.attentions, open.reasons,
    open.raised_at, open.due_at, open.due_at <= (SELECT network_now()) AS is_due, open.taken_by,
    staff.name AS taker,
    CASE WHEN request.closure IS NOT NULL THEN request.changed_at END AS ended_at
FROM (
    SELECT request_id,
        array_agg(id ORDER BY raised_at, id) AS attentions,
        array_agg(reason ORDER BY array_position($2::text[], reason), raised_at) AS reasons,
        min(array_position($2::text[], reason)) AS gravity,
        min(raised_at) AS raised_at,
        min(due_at) AS due_at,
        (array_agg(taken_by ORDER BY taken_by IS NOT NULL, taken_at))[1] AS taken_by
    FROM attentions
    WHERE settled_at IS NULL
    GROUP BY request_id
) AS open
JOIN requests AS request ON request.id = open.request_id
LEFT JOIN staff ON staff.id = open.taken_by
ORDER BY is_due DESC, open.gravity, open.raised_at
LIMIT $1;
