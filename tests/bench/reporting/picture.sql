-- name: fill_requests
-- Sixty days of requests, one in twenty of which still waits.
INSERT INTO picture_requests (
    request_id, said_version, language, urgency, standing_number, standing, searched_version,
    to_person_version, asked_at, received_at, helped_at, ended_at, ended_as, need, area, channel, exercise
)
SELECT gen_random_uuid(), 1, (ARRAY['fi', 'sv', 'en'])[1 + number % 3], 'today', 5,
    CASE WHEN number % 20 = 0 THEN 'proposed' ELSE 'closed' END, 1, 0, asked, asked,
    CASE WHEN number % 20 > 0 THEN asked + number % 700 * interval '3 minutes' END,
    CASE WHEN number % 20 > 0 THEN asked + number % 700 * interval '3 minutes' END, 'completed',
    'category.' || number % 19,
    (ARRAY['491', '178', '213', '507', '588', '097', '623'])[1 + number % 7],
    (ARRAY['web', 'phone', 'partner'])[1 + number % 3], false
FROM generate_series($1::integer, $2::integer) AS number
CROSS JOIN LATERAL (
    SELECT network_now() - number % 60 * interval '1 day' - number % 1440 * interval '1 min' AS asked
) AS moments;

-- name: fill_volunteers
-- Who offered in three months, and was asked in two.
INSERT INTO picture_volunteers (volunteer_id, offered_at, asked_at, accepted_at)
SELECT gen_random_uuid(), network_now() - number % 90 * interval '1 day',
    network_now() - number % 60 * interval '1 day', network_now() - number % 60 * interval '1 day'
FROM generate_series(1, $1::integer) AS number;

-- name: fill_calls
-- Calls of two months.
INSERT INTO calls (
    call_id, version, outcome, direction, channel, seconds, logged_at, activation_id, exercise
)
SELECT gen_random_uuid(), 1, (ARRAY['new_request', 'advised', 'added'])[1 + number % 3], 'inbound',
    'phone', 200, network_now() - number % 60 * interval '1 day', gen_random_uuid(), false
FROM generate_series(1, $1::integer) AS number;
