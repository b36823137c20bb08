INSERT INTO door_counts (who, hour, by_letter, requests)
SELECT encode(sha256(format('who %s', number % 5000)::bytea), 'hex'),
    date_trunc('hour', network_now()) - number / 400 * interval '1 hour', number % 2 = 0, 1
FROM generate_series(1, 20000) AS number;

ALTER TABLE held_decisions DISABLE TRIGGER audit_link;
INSERT INTO held_decisions (request_id, staff_id, decision, decided_at)
SELECT md5('request ' || number)::uuid, md5('staff 1')::uuid, 'set_aside',
    network_now() - number * interval '1 hour'
FROM generate_series(1, 20000) AS number;

INSERT INTO used_proofs (id, used_by, used_at)
SELECT 'proof ' || number, encode(sha256(format('key %s', number)::bytea), 'hex'),
    network_now() - number * interval '1 minute'
FROM generate_series(1, 20000) AS number;

UPDATE reach_points SET mark = encode(sha256(request_id::text::bytea), 'hex');

ALTER TABLE contact_views DISABLE TRIGGER audit_link;
INSERT INTO contact_views (request_id, staff_id, reason, reference)
SELECT md5('request ' || number)::uuid, md5('staff ' || number % 50)::uuid, 'call_back', 'B2-' || number
FROM generate_series(1, 20000) AS number;

ALTER TABLE staff_searches DISABLE TRIGGER audit_link;
INSERT INTO staff_searches (staff_id, found, searched_at)
SELECT md5('staff ' || number % 50)::uuid, 1, now() - number * interval '1 minute'
FROM generate_series(1, 20000) AS number;

INSERT INTO look_alarms (id, staff_id, raised_at, settled_by, settled_at)
SELECT md5('alarm ' || number)::uuid, md5('staff ' || number % 50)::uuid, now() - number * interval '1 hour',
    md5('lead')::uuid, now()
FROM generate_series(1, 20000) AS number;

INSERT INTO attentions (request_id, reason, raised_at, due_at, told_at, settled_by, settled_at, settled_as)
SELECT md5('request ' || number)::uuid, 'words', network_now() - number * interval '1 hour',
    network_now() - number * interval '1 hour', network_now() - number * interval '1 hour',
    CASE WHEN number > 200 THEN md5('staff 1')::uuid END, CASE WHEN number > 200 THEN network_now() END,
    CASE WHEN number > 200 THEN 'reached' END
FROM generate_series(1, 20000) AS number;

INSERT INTO promises (request_id, heard_by, act_at)
SELECT md5('request ' || number)::uuid, network_now() + number * interval '1 minute',
    network_now() + number * interval '1 minute'
FROM generate_series(1, 20000) AS number;

INSERT INTO relative_links (token_hash, request_id)
SELECT encode(sha256(('relative ' || number)::bytea), 'hex'), md5('request ' || number)::uuid
FROM generate_series(1, 20000) AS number;

INSERT INTO partings (mark, noted_on)
SELECT encode(sha256(('parting ' || number)::bytea), 'hex'), current_date - number / 100
FROM generate_series(1, 20000) AS number;

INSERT INTO imported_rows (key_hash, received_at)
SELECT encode(sha256(('imported ' || number)::bytea), 'hex'), network_now() - number * interval '1 minute'
FROM generate_series(1, 20000) AS number;

ALTER TABLE import_steps DISABLE TRIGGER audit_link;
INSERT INTO import_steps (import_id, staff_id, step, noted_at)
SELECT md5('import ' || number)::uuid, md5('staff ' || number % 50)::uuid, 'uploaded', network_now() - number * interval '1 minute'
FROM generate_series(1, 20000) AS number;

INSERT INTO calls (id, staff_id, direction, activation_id, exercise, started_at, changed_at, ended_at, seconds, outcome)
SELECT md5('call ' || number)::uuid, md5('staff ' || number % 50)::uuid, 'inbound', md5('activation')::uuid, false,
    network_now() - number * interval '6 minutes', network_now() - number * interval '6 minutes',
    CASE WHEN number > 20 THEN network_now() - number * interval '6 minutes' END,
    CASE WHEN number > 20 THEN 180 END, CASE WHEN number > 20 THEN 'advised' END
FROM generate_series(1, 20000) AS number;

INSERT INTO call_backs (id, language, whom, due_at, call_id, activation_id, exercise, closed_at)
SELECT md5('call-back ' || number)::uuid, 'fi',
    CASE WHEN number <= 20 THEN ''::bytea END, network_now() - number * interval '6 minutes',
    md5('call ' || number)::uuid, md5('activation')::uuid, false,
    CASE WHEN number > 20 THEN network_now() - number * interval '6 minutes' END
FROM generate_series(1, 20000) AS number;

INSERT INTO missed_calls (id, who, kind, line, rang_at, is_missed, call_id, closed_at)
SELECT md5('missed ' || number)::uuid, encode(sha256(number::text::bytea), 'hex'), 'withheld', '',
    network_now() - number * interval '1 minute', true, md5('call ' || number)::uuid,
    CASE WHEN number > 20 THEN network_now() - number * interval '1 minute' END
FROM generate_series(1, 20000) AS number;

INSERT INTO unanswered_calls (id, missed_id, rang_at, in_hours, activation_id, exercise, noted_at)
SELECT md5('unanswered ' || number)::uuid, CASE WHEN number <= 20 THEN md5('missed ' || number)::uuid END,
    network_now() - number * interval '6 minutes', true, md5('activation')::uuid, false,
    network_now() - number * interval '6 minutes'
FROM generate_series(1, 20000) AS number;

INSERT INTO phone_notices (call_hash, is_missed, noted_at)
SELECT encode(sha256(number::text::bytea), 'hex'), true, network_now() - number * interval '1 minute'
FROM generate_series(1, 20000) AS number;

ALTER TABLE call_steps DISABLE TRIGGER audit_link;
INSERT INTO call_steps (call_id, staff_id, step, noted_at)
SELECT md5('call ' || number)::uuid, md5('staff ' || number % 50)::uuid, 'opened', network_now() - number * interval '6 minutes'
FROM generate_series(1, 20000) AS number;
INSERT INTO caller_searches (call_id, staff_id, began_at)
SELECT md5('call ' || number)::uuid, md5('staff ' || number % 50)::uuid, network_now() - number * interval '1 minute'
FROM generate_series(1, 20000) AS number;

INSERT INTO caller_changes (xact, request_id, noted_at)
SELECT '3'::xid8, md5('request ' || number)::uuid, network_now() - number * interval '1 minute'
FROM generate_series(1, 20000) AS number
ON CONFLICT DO NOTHING;

ALTER TABLE request_acts DISABLE TRIGGER audit_link;
INSERT INTO request_acts (request_id, staff_id, act, reason, state, version, noted_at)
SELECT md5('request ' || number)::uuid, md5('staff 1')::uuid, 'reopened', 'asker_said', 'open', 4,
    network_now() - number * interval '1 hour'
FROM generate_series(1, 20000) AS number;

INSERT INTO request_notes (request_id, staff_id, note)
SELECT md5('request ' || number)::uuid, md5('staff 1')::uuid, '' FROM generate_series(1, 20000) AS number;

INSERT INTO request_messages (notification_id, request_id, version, template, channel, ended_at)
SELECT md5('message ' || number)::uuid, md5('request ' || number)::uuid, 2, 'proposal', 'email', network_now()
FROM generate_series(1, 20000) AS number;

INSERT INTO request_steps (request_id, step, code)
SELECT md5('request ' || number)::uuid, 'proposal', 'open'
FROM generate_series(1, 20000) AS number;

INSERT INTO board_changes (xact, request_id, noted_at)
SELECT '3'::xid8, md5('request ' || number)::uuid, network_now() - number * interval '1 minute'
FROM generate_series(1, 20000) AS number
ON CONFLICT DO NOTHING;

INSERT INTO call_rounds (id, staff_id, source, about, again_after, activation_id, exercise, ends_at)
SELECT md5('round ' || number)::uuid, staff.id, 'given', '', interval '4 hours', md5('activation')::uuid, false,
    network_now() + interval '7 days'
FROM generate_series(1, 20) AS number, (SELECT id FROM staff LIMIT 1) AS staff;

INSERT INTO call_round_people (id, round_id, contact, mark, language, result, ended_at)
SELECT md5('person ' || number)::uuid, md5('round ' || 1 + number % 20)::uuid,
    CASE WHEN number % 4 = 0 THEN ''::bytea END, encode(sha256(('person ' || number)::bytea), 'hex'), 'fi',
    CASE WHEN number % 4 > 0 THEN 'reached' END, CASE WHEN number % 4 > 0 THEN network_now() END
FROM generate_series(1, 20000) AS number;

INSERT INTO do_not_ring (mark)
SELECT encode(sha256(('refusal ' || number)::bytea), 'hex') FROM generate_series(1, 20000) AS number;

ALTER TABLE call_round_steps DISABLE TRIGGER audit_link;
INSERT INTO call_round_steps (round_id, staff_id, step, noted_at)
SELECT md5('round ' || number)::uuid, md5('staff ' || number % 50)::uuid, 'made', network_now() - number * interval '1 hour'
FROM generate_series(1, 20000) AS number;

INSERT INTO referral_consents (request_id, said_yes, way, words, staff_id)
SELECT md5('request ' || number)::uuid, number % 9 > 0, 'web', '2026-11-30', NULL
FROM generate_series(1, 20000) AS number;

INSERT INTO village_consents (request_id, staff_id, said_yes)
SELECT md5('request ' || number)::uuid, md5('staff ' || number % 50)::uuid, true
FROM generate_series(1, 20000) AS number;

INSERT INTO partner_requests (organisation_id, request_id, staff_id, made_at)
SELECT md5('house ' || number % 200)::uuid, id, md5('staff ' || number % 50)::uuid,
    network_now() - number * interval '1 minute'
FROM (SELECT id, row_number() OVER () AS number FROM requests LIMIT 20000) AS asked;

INSERT INTO linked_requests (one_id, other_id)
SELECT least(md5('request ' || number)::uuid, md5('request ' || number + 1)::uuid),
    greatest(md5('request ' || number)::uuid, md5('request ' || number + 1)::uuid)
FROM generate_series(1, 19999) AS number;

INSERT INTO referrals (
    referral_id, request_id, organisation_id, version, state, standing, standing_number
)
SELECT md5('referral ' || id)::uuid, id, md5('organisation ' || row_number() OVER () % 40)::uuid, 3,
    'completed', 'closed', 9
FROM requests
LIMIT 20000;

INSERT INTO rights (
    id, kind, state, token_hash, activation_id, exercise, asked_at, due_at, proven_at, closed_at, expires_at
)
SELECT md5('right ' || number)::uuid, 'access', 'closed', encode(sha256(number::text::bytea), 'hex'),
    md5('activation')::uuid, false, network_now() - number * interval '1 hour',
    network_now() - number * interval '1 hour' + interval '30 days', network_now() - number * interval '1 hour',
    network_now() - number * interval '1 hour', network_now() - number * interval '1 hour'
FROM generate_series(1, 20000) AS number;

INSERT INTO right_receipts (right_id, service, receipt_id, things, answered_at)
SELECT md5('right ' || number)::uuid, service, md5(service || number)::uuid, 1, network_now() - number * interval '1 hour'
FROM generate_series(1, 20000) AS number, unnest(ARRAY['intake', 'matching', 'notify']) AS service;

ALTER TABLE right_steps DISABLE TRIGGER audit_link;
INSERT INTO right_steps (right_id, step, noted_at)
SELECT md5('right ' || number)::uuid, 'proven', network_now() - number * interval '1 hour'
FROM generate_series(1, 20000) AS number;
ALTER TABLE right_steps ENABLE TRIGGER audit_link;
