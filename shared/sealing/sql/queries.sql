-- name: find_key
SELECT ring_key, wrapped
FROM subject_keys
WHERE subject = $1;

-- name: find_keys
SELECT subject, ring_key, wrapped
FROM subject_keys
WHERE subject = ANY ($1::text[]);

-- name: await_subject
-- The only order between a first sealing and an erasure of the same subject.
SELECT pg_advisory_xact_lock(hashtextextended('subject_keys/' || $1, 0));

-- name: claim_key
INSERT INTO subject_keys (subject, ring_key, wrapped)
SELECT $1, $2, $3
WHERE NOT EXISTS (SELECT FROM subject_erasures WHERE subject_hash = $4)
ON CONFLICT (subject) DO NOTHING
RETURNING subject;

-- name: was_erased
SELECT EXISTS (SELECT FROM subject_erasures WHERE subject_hash = $1);

-- name: note_erasure
INSERT INTO subject_erasures (subject_hash)
VALUES ($1)
ON CONFLICT (subject_hash) DO NOTHING;

-- name: delete_key
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
UPDATE subject_keys
SET ring_key = $1, wrapped = fresh.wrapped
FROM unnest($2::text[], $3::bytea[]) AS fresh (subject, wrapped)
WHERE subject_keys.subject = fresh.subject;

-- name: ring_keys_in_use
SELECT ring_key, count(*) AS subjects
FROM subject_keys
GROUP BY ring_key
ORDER BY ring_key;

-- name: list_erasures
SELECT subject_hash, erased_at
FROM subject_erasures
ORDER BY erased_at, subject_hash;

-- name: restore_erasures
INSERT INTO subject_erasures (subject_hash, erased_at)
SELECT * FROM unnest($1::text[], $2::timestamptz[])
ON CONFLICT (subject_hash) DO NOTHING;

-- name: delete_erased_keys
DELETE FROM subject_keys
WHERE encode(sha256(convert_to(subject, 'UTF8')), 'hex') IN (
    SELECT subject_hash FROM subject_erasures
);
