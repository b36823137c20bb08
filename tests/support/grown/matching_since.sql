INSERT INTO invited_addresses (address_hash, invited_at)
SELECT encode(sha256(('invited ' || number)::bytea), 'hex'), now() - number * interval '50 minutes'
FROM generate_series(1, 20000) AS number;

INSERT INTO invited_people (id, token_hash, said, expires_at)
SELECT md5('invited ' || number)::uuid, encode(sha256(('invited ' || number)::bytea), 'hex'), '\x00',
    now() + number * interval '1 minute'
FROM generate_series(1, 20000) AS number;

INSERT INTO member_links (token_hash, volunteer_id, expires_at)
SELECT encode(sha256(('member ' || number)::bytea), 'hex'), md5('volunteer ' || 1 + number % 5000)::uuid,
    now() - number * interval '50 minutes'
FROM generate_series(1, 20000) AS number;

INSERT INTO activities (
    organisation_id, draft_key, id, number, title, service_line, municipality, occurred_on, minutes,
    headcount, basis, evidence, logged_by, on_behalf, activation_id, exercise
)
SELECT md5('organisation ' || number % 40)::uuid, md5('draft ' || number)::uuid,
    md5('activity ' || number)::uuid, 1, 'Ruokajono', 'food', '491', '2026-01-01'::date + number % 300,
    120, 60, 'counted', '', md5('member')::uuid, false, md5('activation')::uuid, false
FROM generate_series(1, 20000) AS number;

-- Organisations are few; what was referred to them grows.
INSERT INTO partners (organisation_id, activation_id, exercise, standing, name, agreement, controller)
SELECT md5('partner ' || number)::uuid, md5('activation')::uuid, false, 'joined', 'P ' || number, '2026-12',
    'own'
FROM generate_series(1, 40) AS number;

INSERT INTO referrals (
    id, request_id, organisation_id, service_line, state, attempt, answer_by, due_at, sent_at, changed_at
)
SELECT md5('referral ' || request_id)::uuid, request_id,
    md5('partner ' || 1 + row_number() OVER () % 40)::uuid, 'food',
    CASE WHEN row_number() OVER () % 50 = 0 THEN 'sent' ELSE 'completed' END, 1, now(),
    CASE WHEN row_number() OVER () % 50 = 0 THEN now() END,
    now() - row_number() OVER () * interval '20 minutes', now()
FROM needs
LIMIT 20000;

INSERT INTO referral_links (token_hash, referral_id, staff_id)
SELECT encode(sha256(id::text::bytea), 'hex'), id, id FROM referrals;

INSERT INTO referral_choices (request_id, standing_number, chosen, fitting, refusals)
SELECT request_id, 1, organisation_id, 1, '{}' FROM referrals;
INSERT INTO plans (
    organisation_id, draft_key, id, series_id, title, service_line, municipality, place, link, minutes,
    starts_at, planned_by, activation_id, exercise
)
SELECT md5('organisation ' || number % 40)::uuid, md5('draft ' || number)::uuid,
    md5('plan ' || number)::uuid, md5('series ' || number / 10)::uuid, 'Taidetunti', 'culture', '491', 'Kirjasto',
    '', 90, now() + (number - 19000) * interval '1 hour', md5('member')::uuid, md5('activation')::uuid, false
FROM generate_series(1, 20000) AS number;

-- Contracts are few; what is delivered grows.
INSERT INTO purchases (
    organisation_id, id, draft_key, service, service_line, municipality, unit, quantity, unit_price_cents,
    first_day, last_day, platform, link, activation_id, exercise
)
SELECT md5('partner ' || number)::uuid, md5('purchase ' || number)::uuid, md5('draft ' || number)::uuid,
    'Taidetunti', 'culture', '491', 'session', 10000, 6000, '2026-01-01', '2027-12-31', '', '',
    md5('activation')::uuid, false
FROM generate_series(1, 40) AS number;

INSERT INTO purchase_deliveries (
    organisation_id, purchase_id, draft_key, id, number, occurred_on, quantity, minutes, logged_by, on_behalf
)
SELECT md5('partner ' || 1 + number % 40)::uuid, md5('purchase ' || 1 + number % 40)::uuid,
    md5('draft ' || number)::uuid, md5('delivery ' || number)::uuid, 2 + number,
    '2026-01-01'::date + number % 300, 1, 90, md5('member')::uuid, false
FROM generate_series(1, 20000) AS number;
