-- A thousand organisations, of which some forty serve each line in each town; what each was asked for in
-- a month; and one of them with years of what it did.
INSERT INTO partners (
    organisation_id, activation_id, exercise, standing, name, agreement, controller, municipalities,
    languages, hours, cleared_for_health
)
SELECT md5('organisation ' || number)::uuid, (SELECT id FROM activations LIMIT 1), false,
    CASE WHEN number % 20 = 0 THEN 'paused' ELSE 'joined' END, 'Yhdistys ' || number, '2026-12', 'own',
    concat_ws(' ', 100 + number % 10, 110 + number % 7, 120 + number % 3),
    CASE WHEN number % 5 = 0 THEN 'fi' ELSE 'fi sv' END,
    '[[0, 540, 960], [1, 540, 960], [2, 540, 960], [3, 540, 960], [4, 540, 960]]', number % 4 = 0
FROM generate_series(1, current_setting('bench.organisations')::integer) AS number;

INSERT INTO partner_lines (organisation_id, service_line, place, amount, unit, per, valid_until)
SELECT md5('organisation ' || number)::uuid, line, place, 20 + number % 60, 'bags',
    (ARRAY['day', 'week', 'month'])[1 + number % 3],
    CASE WHEN number % 9 = 0 THEN '2020-01-01'::date ELSE '2099-01-01'::date END
FROM generate_series(1, current_setting('bench.organisations')::integer) AS number
CROSS JOIN LATERAL (
    VALUES ((ARRAY['food', 'company', 'wellbeing', 'culture'])[1 + number % 4], 1),
        ((ARRAY['errands', 'advice', 'food'])[1 + number % 3], 2)
) AS lines (line, place)
ON CONFLICT DO NOTHING;

INSERT INTO needs (
    request_id, version, state, service_line, category, urgency, municipality, postal_code, language,
    volunteer_allowed, created_at, activation_id, exercise, may_be_referred
)
SELECT md5('request ' || number)::uuid, 3, 'closed', 'food', 'food_aid', 'today', '101', '50100', 'fi', true,
    now() - number * interval '4 minutes', (SELECT id FROM activations LIMIT 1), false, true
FROM generate_series(1, current_setting('bench.referrals')::integer) AS number;

INSERT INTO referrals (
    id, request_id, organisation_id, service_line, state, attempt, answer_by, due_at, sent_at, changed_at
)
SELECT md5('referral ' || number)::uuid, md5('request ' || number)::uuid,
    md5('organisation ' || CASE WHEN number % 3 = 0 THEN 1 ELSE 1 + number % current_setting('bench.organisations')::integer END)::uuid, 'food',
    CASE WHEN number % 100 = 0 THEN 'accepted' ELSE 'completed' END, 1, now(),
    CASE WHEN number % 100 = 0 THEN now() END, now() - number * interval '4 minutes', now()
FROM generate_series(1, current_setting('bench.referrals')::integer) AS number;

INSERT INTO activities (
    organisation_id, draft_key, id, number, title, service_line, municipality, occurred_on, minutes,
    headcount, basis, evidence, logged_by, on_behalf, activation_id, exercise
)
SELECT md5('organisation 1')::uuid, md5('draft ' || number)::uuid, md5('activity ' || number)::uuid, 1,
    'Ruokajono', 'food', '101', CURRENT_DATE - number % 700, 120, 60, 'counted', '', md5('member')::uuid,
    false, (SELECT id FROM activations LIMIT 1), false
FROM generate_series(1, current_setting('bench.activities')::integer) AS number;

INSERT INTO plans (
    organisation_id, draft_key, id, series_id, title, service_line, municipality, place, link, minutes,
    starts_at, planned_by, activation_id, exercise
)
SELECT md5('organisation 1')::uuid, md5('draft ' || number)::uuid, md5('plan ' || number)::uuid,
    md5('series ' || number / 10)::uuid, 'Taidetunti', 'culture', '101', 'Kirjasto', '', 90,
    now() + (number - 19000) * interval '1 hour', md5('member')::uuid,
    (SELECT id FROM activations LIMIT 1), false
FROM generate_series(1, current_setting('bench.activities')::integer / 5) AS number;
ANALYZE;
