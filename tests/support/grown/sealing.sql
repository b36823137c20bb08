-- A key a subject, and the ledger of those that were erased.
INSERT INTO subject_keys (subject, ring_key, wrapped)
SELECT 'request/' || md5('request ' || number)::uuid, 'k1', '\x00'
FROM generate_series(1, 20000) AS number;
INSERT INTO subject_erasures (subject_hash)
SELECT encode(sha256(number::text::bytea), 'hex') FROM generate_series(1, 20000) AS number;
