-- name: followed
-- Nothing but how far it is: whoever holds this link is not the one who asked.
SELECT state, closure, requests.created_at, changed_at, heard_by,
    escalated OR NOT coalesce(
        volunteer_allowed,
        category NOT IN ('mental_wellbeing', 'substance_support', 'crisis_support')
    ) AS by_staff,
    (
        SELECT min(coalesce(taken_at, settled_at)) FROM attentions
        WHERE attentions.request_id = requests.id
    ) AS taken_at,
    (
        SELECT opened_at FROM assignments
        WHERE assignments.request_id = requests.id AND closed_at IS NULL
    ) AS found_at
FROM relative_links
JOIN requests ON requests.id = relative_links.request_id
LEFT JOIN promises ON promises.request_id = requests.id
WHERE token_hash = $1;

-- name: count_relative_links
-- Shown to the one who made them, so that they know whether somebody looks along.
SELECT count(*) FROM relative_links WHERE request_id = $1;

-- name: add_relative_link
-- Only the hash is kept: the link is shown once.
INSERT INTO relative_links (token_hash, request_id) VALUES ($1, $2);

-- name: revoke_relative_links
-- All at once: nobody can tell by their hashes who has which.
DELETE FROM relative_links WHERE request_id = $1;

-- name: request_of_person
-- Both must be right; what is held or erased sends nothing.
SELECT id
FROM requests
WHERE reference = $1 AND version > 0
    AND EXISTS (SELECT FROM reach_points WHERE request_id = requests.id AND mark = $2);
