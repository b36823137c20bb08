INSERT INTO invited_addresses (address_hash, invited_at)
SELECT encode(sha256(('invited ' || number)::bytea), 'hex'), now() - number * interval '50 minutes'
FROM generate_series(1, 20000) AS number;

INSERT INTO invited_people (id, token_hash, said, expires_at)
SELECT md5('invited ' || number)::uuid, encode(sha256(('invited ' || number)::bytea), 'hex'), '\x00',
    now() + number * interval '1 minute'
FROM generate_series(1, 20000) AS number;

INSERT INTO member_links (token_hash, volunteer_id, expires_at)
SELECT encode(sha256(('member ' || number)::bytea), 'hex'), md5('volunteer ' || 1 + number % 5000)::uuid,
    now() - number * interval '50 minutes'
FROM generate_series(1, 20000) AS number;
