-- A year in which half a million people asked: one a minute, half of them with hours and activities.
INSERT INTO requests (
    request_id, version, state, closure_reason, service_line, category, municipality, received_at,
    completed_at, closed_at, activation_id, exercise
)
SELECT gen_random_uuid(), 3, 'closed', 'completed', 'errands',
    (ARRAY['groceries', 'pharmacy', 'company', 'transport', 'pets', NULL])[1 + number % 6],
    (ARRAY['491', '178', '740', '507'])[1 + number % 4],
    now() - number * interval '63 seconds', now() - number * interval '63 seconds' + interval '5 hours',
    now() - number * interval '63 seconds' + interval '5 hours', gen_random_uuid(), false
FROM generate_series(1, :requests) AS number;

INSERT INTO hours (match_id, version, volunteer_id, minutes, logged_at, exercise, basis, activation_id)
SELECT gen_random_uuid(), 1, gen_random_uuid(), 40, completed_at, false, 'counted', activation_id
FROM requests
WHERE completed_at IS NOT NULL;

INSERT INTO activities (
    counted_as, activity_id, version, request_id, service_line, municipality, occurred_on, headcount, basis,
    minutes, exercise, activation_id
)
SELECT request_id, request_id, 1, request_id, 'errands', municipality, completed_at::date, 1, 'counted',
    40, false, activation_id
FROM requests
WHERE completed_at IS NOT NULL AND request_id::text < '8';
