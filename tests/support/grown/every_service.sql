-- What every service has: what it said and heard in months, nearly all of it sent; sessions of staff.
INSERT INTO outbox (event_id, type, subject, subject_version, body, created_at, sent_at)
SELECT md5('event ' || number)::uuid, 'request.created', 'request/' || md5('request ' || number)::uuid,
    1, '{}', now() - number * interval '1 minute',
    CASE WHEN number > 20 THEN now() - number * interval '1 minute' END
FROM generate_series(1, 20000) AS number;

INSERT INTO inbox (consumer, event_id, type, received_at)
SELECT 'requests', md5('event ' || number)::uuid, 'request.created', now() - number * interval '1 minute'
FROM generate_series(1, 20000) AS number;

INSERT INTO parked_audit (queue, event_id, action, actor, reason)
SELECT 'requests', number::text, 'retried', 'operator', 'mended' FROM generate_series(1, 2000) AS number;

INSERT INTO staff_sessions (session_hash, staff_id, role, expires_at, roles)
SELECT encode(sha256(number::text::bytea), 'hex'), md5('staff ' || number % 50)::uuid, 'coordinator',
    now() + number * interval '1 minute', ARRAY['coordinator']
FROM generate_series(1, 5000) AS number;
