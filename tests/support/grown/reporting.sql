-- Two years of facts.
INSERT INTO event_log (
    event_id, type, subject, subject_version, correlation_id, occurred_at, municipality, activation_id,
    exercise, body
)
SELECT md5('event ' || number)::uuid, 'request.created', 'request/' || md5('request ' || number)::uuid, 1,
    md5('request ' || number)::uuid, now() - (30000 - number) * interval '50 minutes', '491',
    md5('activation')::uuid, false, '{}'
FROM generate_series(1, 30000) AS number;

INSERT INTO requests (
    request_id, version, state, closure_reason, service_line, category, municipality, received_at,
    completed_at, closed_at, activation_id, exercise
)
SELECT md5('request ' || number)::uuid, 3, 'closed', 'completed', 'errands',
    (ARRAY['groceries', 'pharmacy', 'company', NULL])[1 + number % 4], (ARRAY['491', '178'])[1 + number % 2],
    now() - number * interval '50 minutes', now() - number * interval '49 minutes',
    now() - number * interval '49 minutes', md5('activation')::uuid, false
FROM generate_series(1, 20000) AS number;

INSERT INTO matches (
    match_id, version, state, request_id, volunteer_id, proposed_at, matched_at, activation_id, exercise
)
SELECT md5('match ' || number)::uuid, 3, 'completed', md5('request ' || number)::uuid,
    md5('volunteer ' || number % 900)::uuid, now(), now(), md5('activation')::uuid, false
FROM generate_series(1, 20000) AS number;

INSERT INTO hours (match_id, version, volunteer_id, minutes, logged_at, exercise, basis, activation_id)
SELECT md5('match ' || number)::uuid, 1, md5('volunteer ' || number % 900)::uuid, 40,
    now() - number * interval '50 minutes', false, 'counted', md5('activation')::uuid
FROM generate_series(1, 20000) AS number;

INSERT INTO activities (
    counted_as, activity_id, version, assignment_id, request_id, service_line, municipality, occurred_on,
    headcount, basis, minutes, exercise, activation_id
)
SELECT md5('match ' || number)::uuid, md5('activity ' || number)::uuid, 1, md5('match ' || number)::uuid,
    md5('request ' || number)::uuid, 'errands', '491', (now() - number * interval '50 minutes')::date, 1,
    'counted', 40, false, md5('activation')::uuid
FROM generate_series(1, 20000) AS number;
