-- name: new_draft
-- Expires by the network's clock, which also reads it; the cookie goes by the browser's.
INSERT INTO drafts (id, token_hash, expires_at) VALUES ($1, $2, network_now() + $3::interval);

-- name: read_draft
-- Locked: of two pages sent at once from one browser, neither may lose the other's answers.
SELECT id, fields, answer, expires_at - network_now() AS left
FROM drafts
WHERE token_hash = $1 AND expires_at > network_now()
FOR UPDATE;

-- name: save_draft
-- Both columns at once: when the answer comes, what the person typed goes.
UPDATE drafts SET fields = $2, answer = $3 WHERE id = $1;

-- name: expired_drafts
-- SKIP LOCKED: several processes remove at once, and none waits for another's drafts. One in which
-- nothing was kept never had a key.
SELECT id, num_nonnulls(fields, answer) > 0 AS has_key, answer IS NOT NULL AS was_sent
FROM drafts
WHERE expires_at <= (SELECT network_now())
ORDER BY expires_at
LIMIT $1
FOR UPDATE SKIP LOCKED;

-- name: delete_drafts
-- By id: only those whose keys were erased in the same transaction.
DELETE FROM drafts WHERE id = ANY ($1::uuid[]);
