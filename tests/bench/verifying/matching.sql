-- The need of each request; for every tenth somebody is asked.
INSERT INTO needs (
    request_id, state, service_line, category, urgency, municipality, postal_code, language,
    volunteer_allowed, activation_id, exercise, created_at, changed_at
)
SELECT md5('request ' || number)::uuid, CASE WHEN number % 10 = 0 THEN 'proposed' ELSE 'open' END, 'errands',
    'groceries', 'no_hurry', '491', '50100', 'fi', true, '00000000-0000-7000-8000-000000000001', false,
    now() - interval '1 day', now() - interval '1 day'
FROM generate_series(1, :requests) AS number;

INSERT INTO volunteers (
    id, state, name, postal_code, municipality, areas, languages, categories, weekly_cap,
    activated_at, activation_id, exercise
)
SELECT md5('volunteer')::uuid, 'active', '\x00', '50100', '491', '{491}', '{fi}', '{groceries}', 7,
    now() - interval '60 days', '00000000-0000-7000-8000-000000000001', false;

INSERT INTO reach_points (volunteer_id, kind, address, language, may_leave_message)
SELECT md5('volunteer')::uuid, 'email', '\x00', 'fi', false;

INSERT INTO subject_keys (subject, ring_key, wrapped)
SELECT 'volunteer/' || md5('volunteer')::uuid, 'k1', '\x00';

INSERT INTO matches (
    id, request_id, volunteer_id, attempt, token_hash, proposed_at, expires_at, counted, activation_id, exercise
)
SELECT md5('match ' || number)::uuid, md5('request ' || number)::uuid, md5('volunteer')::uuid, 1,
    encode(sha256(('match ' || number)::bytea), 'hex'), now() - interval '1 day', now() + interval '1 day', false,
    '00000000-0000-7000-8000-000000000001', false
FROM generate_series(10, :requests, 10) AS number;

INSERT INTO decisions (request_id, body)
SELECT md5('request ' || number)::uuid, '{}' FROM generate_series(10, :requests, 10) AS number;

INSERT INTO outbox (event_id, type, subject, subject_version, body, created_at, sent_at)
SELECT md5('proposed ' || number)::uuid, 'match.proposed', 'match/' || md5('match ' || number)::uuid, 1,
    '{"data": {}}', now() - interval '1 day', now() - interval '1 day'
FROM generate_series(10, :requests, 10) AS number;

INSERT INTO inbox (consumer, event_id, type)
SELECT 'matching', md5('event ' || number)::uuid, 'request.created'
FROM generate_series(1, :requests) AS number;
