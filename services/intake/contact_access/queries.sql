-- name: keep_contact_link
-- The event may come twice; a link that was used up must not become fresh again.
INSERT INTO contact_links (token_hash, match_id, request_id, volunteer_id, expires_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (token_hash) DO NOTHING;

-- name: read_contact_link
-- One statement reads link, assignment and browser, so that they agree with each other. What no volunteer
-- may know of any more is over at once, before matching has taken the task from its helper. Each is told
-- what is so: it was called off, they have done it, or it is theirs no more.
SELECT link.match_id, link.request_id, link.volunteer_id,
    link.used_at IS NOT NULL AS used,
    link.expires_at <= network_now() AS expired,
    EXISTS (
        SELECT FROM assignments
        WHERE match_id = link.match_id AND request_id = link.request_id AND closed_at IS NULL
    ) AS assigned,
    CASE
        WHEN request.closure = 'cancelled' THEN 'cancelled'
        WHEN proposal.state = 'completed' THEN 'completed'
        WHEN request.state = 'closed' OR request.volunteer_allowed IS FALSE
            OR proposal.state NOT IN ('open', 'accepted') THEN 'closed'
    END AS over,
    EXISTS (
        SELECT FROM contact_links AS used
        WHERE used.request_id = link.request_id AND used.match_id = link.match_id
            AND used.browser_hash = $2
    ) AS bound
FROM contact_links AS link
JOIN requests AS request ON request.id = link.request_id
LEFT JOIN proposals AS proposal ON proposal.match_id = link.match_id
WHERE link.token_hash = $1;

-- name: use_contact_link
-- The condition is in the update: of many browsers at once exactly one wins. Matching set the end
-- by the network's clock, which is read once, so that no link is used after its end.
WITH moment AS MATERIALIZED (SELECT network_now() AS now)
UPDATE contact_links
SET used_at = moment.now, browser_hash = $2
FROM moment
WHERE token_hash = $1 AND used_at IS NULL AND expires_at > moment.now
RETURNING match_id;

-- name: note_view
-- So that it can be told later who saw whose contact data; the reference outlives the request here.
INSERT INTO contact_views (request_id, match_id, volunteer_id, reference)
VALUES ($1, $2, $3, (SELECT reference FROM requests WHERE id = $1));

-- name: note_look
-- The same of a member of staff, with the reason they chose.
INSERT INTO contact_views (request_id, staff_id, reason, reference)
VALUES ($1, $2, $3, (SELECT reference FROM requests WHERE id = $1));

-- name: forget_views
-- Who saw whose contact data has an age of its own: it outlives the request.
SELECT audit_forget('contact_views', $1, $2);
