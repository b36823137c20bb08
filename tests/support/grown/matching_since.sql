INSERT INTO member_links (token_hash, volunteer_id, expires_at)
SELECT encode(sha256(('member ' || number)::bytea), 'hex'), md5('volunteer ' || 1 + number % 5000)::uuid,
    now() - number * interval '50 minutes'
FROM generate_series(1, 20000) AS number;
