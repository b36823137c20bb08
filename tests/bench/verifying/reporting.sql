-- Every fact in the log, and what is counted of it.
INSERT INTO event_log (
    event_id, type, subject, subject_version, correlation_id, occurred_at, municipality, exercise, body,
    activation_id
)
SELECT md5('event ' || number)::uuid, 'request.created', 'request/' || md5('request ' || number)::uuid, 1,
    md5('request ' || number)::uuid, timestamptz '2026-01-01' + number * interval '1 second', '491', false, '{}'::jsonb,
    '00000000-0000-7000-8000-000000000001'::uuid
FROM generate_series(1, :requests) AS number
UNION ALL
SELECT md5('proposed ' || number)::uuid, 'match.proposed', 'match/' || md5('match ' || number)::uuid, 1,
    md5('request ' || number)::uuid, timestamptz '2026-01-01' + number * interval '1 second', '491', false, '{}'::jsonb,
    '00000000-0000-7000-8000-000000000001'::uuid
FROM generate_series(10, :requests, 10) AS number;

INSERT INTO inbox (consumer, event_id, type) SELECT 'reporting', event_id, type FROM event_log;

INSERT INTO requests (
    request_id, version, state, service_line, category, municipality, received_at, activation_id, exercise
)
SELECT md5('request ' || number)::uuid, 1, 'received', 'errands', 'groceries', '491',
    timestamptz '2026-01-01' + number * interval '1 second', '00000000-0000-7000-8000-000000000001', false
FROM generate_series(1, :requests) AS number;

INSERT INTO matches (
    match_id, version, state, request_id, volunteer_id, proposed_at, activation_id, exercise
)
SELECT md5('match ' || number)::uuid, 1, 'proposed', md5('request ' || number)::uuid, md5('volunteer')::uuid,
    timestamptz '2026-01-01' + number * interval '1 second', '00000000-0000-7000-8000-000000000001', false
FROM generate_series(10, :requests, 10) AS number;
