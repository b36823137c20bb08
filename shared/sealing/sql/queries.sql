-- name: find_key
-- Read before each opening; no row means erased, or never sealed.
SELECT ring_key, wrapped
FROM subject_keys
WHERE subject = $1;

-- name: find_keys
-- For a page or a batch: one round trip for all its subjects.
SELECT subject, ring_key, wrapped
FROM subject_keys
WHERE subject = ANY ($1::text[]);

-- name: await_subject
-- The only order between a first sealing and an erasure of the same subject.
SELECT pg_advisory_xact_lock(hashtextextended('subject_keys/' || $1, 0));

-- name: claim_key
-- Two who seal for the first time agree on one key, and an erased subject gets none again.
INSERT INTO subject_keys (subject, ring_key, wrapped)
SELECT $1, $2, $3
WHERE NOT EXISTS (SELECT FROM subject_erasures WHERE subject_hash = $4)
ON CONFLICT (subject) DO NOTHING
RETURNING subject;

-- name: was_erased
-- Tells a subject that was erased from one that is new.
SELECT EXISTS (SELECT FROM subject_erasures WHERE subject_hash = $1);

-- name: note_erasure
-- Outlives the key, so that a restored backup can be erased again.
INSERT INTO subject_erasures (subject_hash)
VALUES ($1)
ON CONFLICT (subject_hash) DO NOTHING;

-- name: delete_key
-- This is the erasure: without the key nothing that was sealed opens.
DELETE FROM subject_keys
WHERE subject = $1;

-- name: keys_to_rewrap
-- A key that someone is erasing is left to them.
SELECT subject, ring_key, wrapped
FROM subject_keys
WHERE ring_key <> $1
ORDER BY subject
LIMIT $2
FOR UPDATE SKIP LOCKED;

-- name: rewrap_keys
-- The values stay as they are; only the keys around their keys change.
UPDATE subject_keys
SET ring_key = $1, wrapped = fresh.wrapped
FROM unnest($2::text[], $3::bytea[]) AS fresh (subject, wrapped)
WHERE subject_keys.subject = fresh.subject;

-- name: ring_keys_in_use
-- An old ring key may go when it wraps nothing any more.
SELECT ring_key, count(*) AS subjects
FROM subject_keys
GROUP BY ring_key
ORDER BY ring_key;

-- name: list_erasures
-- Taken out before a restore, to be applied after it.
SELECT subject_hash, erased_at
FROM subject_erasures
ORDER BY erased_at, subject_hash;

-- name: restore_erasures
-- Also when some are known already: a restore is repeated until it succeeds.
INSERT INTO subject_erasures (subject_hash, erased_at)
SELECT * FROM unnest($1::text[], $2::timestamptz[])
ON CONFLICT (subject_hash) DO NOTHING;

-- name: delete_erased_keys
-- A backup brings keys back; the ledger of erasures takes them away again.
DELETE FROM subject_keys
WHERE encode(sha256(convert_to(subject, 'UTF8')), 'hex') IN (
    SELECT subject_hash FROM subject_erasures
);

-- name: forget_erasures
-- From when no backup is left that could bring the subject back.
SELECT audit_forget('subject_erasures', $1, $2);
