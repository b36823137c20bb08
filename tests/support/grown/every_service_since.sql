INSERT INTO audit_links (source, position, row_key, hash)
SELECT 'parked_audit', number, number::text, sha256(number::text::bytea)
FROM generate_series(1, 20000) AS number;
