-- Five thousand volunteers and what they were asked in two years; two hundred needs are still open.
INSERT INTO volunteers (
    id, state, name, postal_code, municipality, areas, languages, categories, weekly_cap, activated_at,
    home, activation_id, exercise
)
SELECT md5('volunteer ' || number)::uuid, 'active', '\x00', '50100', '491', ARRAY['491'], ARRAY['fi'],
    ARRAY['groceries'], 3, now(), point(number % 70, number / 70), md5('activation')::uuid, false
FROM generate_series(1, 5000) AS number;

INSERT INTO changes (number, changed) SELECT number, pg_current_xact_id() FROM volunteers;

INSERT INTO confirmations (token_hash, volunteer_id, expires_at, used_at)
SELECT encode(sha256(number::text::bytea), 'hex'), md5('volunteer ' || number)::uuid, now(),
    CASE WHEN number > 30 THEN now() END
FROM generate_series(1, 5000) AS number;

INSERT INTO reach_points (volunteer_id, kind, address, address_hash, language, may_leave_message)
SELECT md5('volunteer ' || number)::uuid, 'email', '\x00', encode(sha256(number::text::bytea), 'hex'), 'fi', false
FROM generate_series(1, 5000) AS number;

INSERT INTO needs (
    request_id, version, state, reason, service_line, category, urgency, municipality, postal_code,
    language, volunteer_allowed, look_at, created_at, series_id, activation_id, exercise, report_at
)
SELECT md5('request ' || number)::uuid, 3,
    CASE WHEN number > 200 THEN 'closed' WHEN number > 50 THEN 'open' ELSE 'unmatched' END,
    CASE WHEN number <= 50 THEN 'nobody_able' END, 'errands', 'groceries', 'today', '491', '50100', 'fi',
    true, CASE WHEN number <= 200 THEN now() END, now() - number * interval '50 minutes',
    CASE WHEN number % 50 = 0 THEN md5('series ' || number)::uuid END, md5('activation')::uuid, false,
    CASE WHEN number <= 200 THEN now() END
FROM generate_series(1, 20000) AS number;

INSERT INTO matches (
    id, request_id, volunteer_id, version, state, attempt, token_hash, proposed_at, expires_at, accepted_at,
    ended_at, minutes, counted, activation_id, exercise
)
SELECT md5('match ' || number)::uuid, md5('request ' || number)::uuid,
    md5('volunteer ' || 1 + number % 5000)::uuid, 3,
    CASE WHEN number > 200 THEN 'completed' ELSE 'open' END, 1, encode(sha256(number::text::bytea), 'hex'),
    now() - number * interval '50 minutes', now() - number * interval '50 minutes' + interval '1 hour',
    CASE WHEN number > 200 THEN now() - number * interval '50 minutes' END,
    CASE WHEN number > 200 THEN now() - number * interval '49 minutes' END,
    CASE WHEN number > 200 THEN 40 END, number <= 400, md5('activation')::uuid, false
FROM generate_series(1, 20000) AS number;

INSERT INTO task_links (token_hash, match_id)
SELECT encode(sha256(('task ' || number)::bytea), 'hex'), md5('match ' || number)::uuid
FROM generate_series(1, 20000) AS number;

INSERT INTO blocks (volunteer_id, request_id)
SELECT md5('volunteer ' || 1 + number % 5000)::uuid, md5('request ' || number)::uuid
FROM generate_series(1, 20000) AS number;

INSERT INTO decisions (request_id, body)
SELECT md5('request ' || number)::uuid, '{}' FROM generate_series(1, 20000) AS number;
