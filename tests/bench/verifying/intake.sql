-- Requests that nobody has an answer for yet, each with its event, its key and a way to reach who asked.
INSERT INTO requests (
    id, reference, state, category, urgency, postal_code, municipality, language, channel, on_behalf,
    first_name, status_hash, key_hash, activation_id, exercise, min_vetting, created_at, changed_at
)
SELECT md5('request ' || number)::uuid,
    chr(66 + number / 360000 % 24) || number / 36000 % 10 || '-' || lpad(translate(upper(to_hex(number % 36000)), 'A', 'G'), 4, '0'),
    CASE WHEN number % 10 = 0 THEN 'proposed' ELSE 'received' END,
    'groceries', 'no_hurry', '50100', '491', 'fi', 'web', false, '\x00',
    encode(sha256(('status ' || number)::bytea), 'hex'), encode(sha256(('key ' || number)::bytea), 'hex'),
    '00000000-0000-7000-8000-000000000001', false, 'none', now() - interval '1 day', now() - interval '1 day'
FROM generate_series(1, :requests) AS number;

INSERT INTO subject_keys (subject, ring_key, wrapped)
SELECT 'request/' || md5('request ' || number)::uuid, 'k1', sha256(number::text::bytea)
FROM generate_series(1, :requests) AS number
UNION ALL
SELECT 'activation/00000000-0000-7000-8000-000000000001', 'k1', '\x00';

INSERT INTO reach_points (request_id, kind, address, language, may_leave_message, place)
SELECT md5('request ' || number)::uuid, 'phone', '\x00', 'fi', false, 1
FROM generate_series(1, :requests) AS number;

INSERT INTO outbox (event_id, type, subject, subject_version, body, created_at, sent_at)
SELECT md5('event ' || number)::uuid, 'request.created', 'request/' || md5('request ' || number)::uuid, 1,
    '{"data": {"request_id": "' || md5('request ' || number)::uuid || '"}}',
    now() - interval '1 day', now() - interval '1 day'
FROM generate_series(1, :requests) AS number;

INSERT INTO proposals (match_id, request_id, volunteer_id, version, state)
SELECT md5('match ' || number)::uuid, md5('request ' || number)::uuid, md5('volunteer')::uuid, 1, 'open'
FROM generate_series(10, :requests, 10) AS number;

INSERT INTO inbox (consumer, event_id, type)
SELECT 'intake', md5('proposed ' || number)::uuid, 'match.proposed'
FROM generate_series(10, :requests, 10) AS number;
