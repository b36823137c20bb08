-- Two years of requests, of which two hundred still wait.
INSERT INTO staff (id, name, password_hash, role, roles)
SELECT md5('staff ' || number)::uuid, 'staff ' || number, '$argon2id$', 'coordinator', ARRAY['coordinator']
FROM generate_series(0, 49) AS number;

INSERT INTO requests (
    id, reference, state, closure, category, urgency, postal_code, municipality, language, channel,
    on_behalf, status_hash, key_hash, fingerprint, answer, created_at, activation_id, exercise, min_vetting
)
SELECT md5('request ' || number)::uuid,
    format('%s%s-%s', chr(66 + number / 2000), number / 200 % 10, lpad((number % 200)::text, 4, '0')),
    CASE WHEN number > 200 THEN 'closed' WHEN number > 50 THEN 'proposed' ELSE 'unmatched' END,
    CASE WHEN number > 200 THEN 'completed' END,
    'groceries', 'today', '50100', '491', 'fi', 'web', false,
    encode(sha256(('status ' || number)::bytea), 'hex'), encode(sha256(('key ' || number)::bytea), 'hex'),
    repeat('0', 64), CASE WHEN number < 100 THEN '\x00'::bytea END,
    now() - number * interval '50 minutes', md5('activation')::uuid, false, 'none'
FROM generate_series(1, 20000) AS number;

INSERT INTO status_links (token_hash, request_id)
SELECT encode(sha256(('link ' || number)::bytea), 'hex'), md5('request ' || number)::uuid
FROM generate_series(1, 20000) AS number;

INSERT INTO proposals (match_id, request_id, volunteer_id, version, state, attempt)
SELECT md5('match ' || number)::uuid, md5('request ' || number)::uuid, md5('volunteer ' || number % 900)::uuid,
    2, CASE WHEN number > 200 THEN 'completed' ELSE 'open' END, 1
FROM generate_series(1, 20000) AS number;

INSERT INTO unmatched_notices (request_id, version, reason, considered, asked, declined, at_their_cap)
SELECT md5('request ' || number)::uuid, 1, 'nobody_able', 3, 2, 1, 0
FROM generate_series(1, 20000) AS number;

INSERT INTO assignments (match_id, request_id, volunteer_id, code_word, closed_at)
SELECT md5('match ' || number)::uuid, md5('request ' || number)::uuid, md5('volunteer ' || number % 900)::uuid,
    '\x00', network_now()
FROM generate_series(51, 20000) AS number;

INSERT INTO contact_links (token_hash, match_id, request_id, volunteer_id, expires_at)
SELECT encode(sha256(('contact ' || number)::bytea), 'hex'), md5('match ' || number)::uuid,
    md5('request ' || number)::uuid, md5('volunteer ' || number % 900)::uuid, now()
FROM generate_series(1, 20000) AS number;

INSERT INTO contact_views (request_id, match_id, volunteer_id)
SELECT md5('request ' || number)::uuid, md5('match ' || number)::uuid, md5('volunteer ' || number % 900)::uuid
FROM generate_series(1, 20000) AS number;

INSERT INTO reach_points (request_id, kind, address, language, may_leave_message, place)
SELECT md5('request ' || number)::uuid, kind, '\x00', 'fi', false, 1
FROM generate_series(1, 20000) AS number, unnest(ARRAY['phone', 'email']) AS kind;

INSERT INTO search_reports (
    request_id, version, fitting, asked, waiting, declined, silent, at_their_cap, asked_enough
)
SELECT md5('request ' || number)::uuid, 1, 1, 1, 1, 0, 0, 0, 0 FROM generate_series(1, 20000) AS number;

INSERT INTO wishes (id, request_id, volunteer_number, staff_id, answered_at, answer)
SELECT md5('wish ' || number)::uuid, md5('request ' || number)::uuid, 1 + number % 900,
    md5('staff ' || number % 50)::uuid, now(), 'asked'
FROM generate_series(1, 10000) AS number;

INSERT INTO sign_ins (id, session_hash, staff_id)
SELECT md5('sign-in ' || number)::uuid, encode(sha256(number::text::bytea), 'hex'), md5('staff ' || number % 50)::uuid
FROM generate_series(1, 10000) AS number;

INSERT INTO sign_in_tries (bucket, failures)
SELECT encode(sha256(number::text::bytea), 'hex'), 1 FROM generate_series(1, 5000) AS number;

INSERT INTO drafts (id, token_hash, expires_at)
SELECT md5('draft ' || number)::uuid, encode(sha256(number::text::bytea), 'hex'),
    now() + number * interval '1 minute'
FROM generate_series(1, 10000) AS number;
