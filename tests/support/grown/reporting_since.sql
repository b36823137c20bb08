INSERT INTO calls (
    call_id, version, outcome, direction, channel, seconds, request_id, logged_at, activation_id, exercise
)
SELECT md5('call ' || number)::uuid, 1, (ARRAY['new_request', 'advised', 'added'])[1 + number % 3], 'inbound',
    'phone', 180, md5('request ' || number)::uuid, now() - number * interval '50 minutes',
    md5('activation')::uuid, false
FROM generate_series(1, 20000) AS number;
