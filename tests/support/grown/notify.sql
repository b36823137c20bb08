-- A year of letters and of news to thirty partners; some wait, some failed.
INSERT INTO endpoints (id, name, url, secret, types, activation_id, exercise)
SELECT md5('endpoint ' || number)::uuid, 'partner ' || number, 'https://example.org/', '\x00',
    ARRAY['request.created'], md5('activation')::uuid, false
FROM generate_series(0, 29) AS number;

INSERT INTO deliveries (
    id, channel, endpoint_id, event_id, kind, about, correlation_id, version, state, attempts, tries, due_at,
    expires_at, reason, created_at, finished_at, activation_id, exercise
)
SELECT md5('delivery ' || number)::uuid, CASE WHEN number % 2 = 0 THEN 'email' ELSE 'webhook' END,
    CASE WHEN number % 2 = 1 THEN md5('endpoint ' || number % 30)::uuid END, md5('event ' || number)::uuid,
    'request_received', md5('request ' || number)::uuid, md5('request ' || number)::uuid, 1,
    CASE WHEN number <= 100 THEN 'waiting' WHEN number <= 150 THEN 'failed' ELSE 'sent' END, 1, 1,
    CASE WHEN number <= 100 THEN now() END,
    CASE WHEN number % 2 = 0 THEN now() - (number - 1000) * interval '1 hour' END,
    CASE WHEN number > 100 AND number <= 150 THEN 'refused' END,
    now() - number * interval '20 minutes',
    CASE WHEN number > 100 THEN now() - number * interval '19 minutes' END, md5('activation')::uuid, false
FROM generate_series(1, 20000) AS number;

INSERT INTO letters (delivery_id, language, recipient, content)
SELECT md5('delivery ' || number)::uuid, 'fi', '\x00', '\x00' FROM generate_series(2, 20000, 2) AS number;

INSERT INTO news (delivery_id, occurred_at, subject, link)
SELECT md5('delivery ' || number)::uuid, now(), 'request/1', '/' FROM generate_series(1, 20000, 2) AS number;

INSERT INTO attempts (delivery_id, number, ended_at, response)
SELECT md5('delivery ' || number)::uuid, 1, now(), '250' FROM generate_series(1, 20000) AS number;
