-- name: new_draft
-- Expires by the network's clock, which also reads it; the cookie goes by the browser's.
INSERT INTO drafts (id, token_hash, life, started_at, expires_at)
VALUES ($1, $2, $3, network_now(), network_now() + $3::interval);

-- name: read_draft
-- Locked: of two pages sent at once from one browser, neither may lose the other's answers. Those of
-- an earlier version have no beginning: they are old.
SELECT id, fields, answer, version, life, expires_at - network_now() AS left,
    coalesce(network_now() - started_at, interval '1 day') AS age
FROM drafts
WHERE id = $1 AND token_hash = $2 AND expires_at > network_now()
FOR UPDATE;

-- name: unfinished_draft
-- The newest: an older one is in another tab, or somebody left it.
SELECT id
FROM drafts
WHERE token_hash = $1 AND expires_at > network_now() AND fields IS NOT NULL
ORDER BY started_at DESC NULLS LAST
LIMIT 1;

-- name: browser_left
-- The cookie lives as long as the last draft that it opens.
SELECT coalesce(max(expires_at) - network_now(), interval '0') AS left
FROM drafts
WHERE token_hash = $1 AND expires_at > network_now();

-- name: save_draft
-- Both columns at once: when the answer comes, what the person typed goes.
UPDATE drafts
SET fields = $2, answer = $3, version = $4, life = $5, expires_at = network_now() + $5::interval
WHERE id = $1;

-- name: draft_to_remove
-- Its browser's only: the id alone, which is in the address, removes nothing.
SELECT id, num_nonnulls(fields, answer) > 0 AS has_key, answer IS NOT NULL AS was_sent
FROM drafts
WHERE id = $1 AND token_hash = $2
FOR UPDATE;

-- name: drafts_to_remove
-- Somebody leaves the page: nothing of this browser stays.
SELECT id, num_nonnulls(fields, answer) > 0 AS has_key, answer IS NOT NULL AS was_sent
FROM drafts
WHERE token_hash = $1
ORDER BY id
FOR UPDATE;

-- name: sent_to_remove
-- A new form may be another person's: the last page of the one before is not for them.
SELECT id, true AS has_key, true AS was_sent
FROM drafts
WHERE token_hash = $1 AND answer IS NOT NULL
ORDER BY id
FOR UPDATE;

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
