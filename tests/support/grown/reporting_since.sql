INSERT INTO reports (id, project, first_day, last_day, activation_id, exercise, begun_by)
SELECT md5('report ' || number)::uuid, 'project-' || number, '2026-01-01', '2026-06-30',
    md5('activation')::uuid, false, md5('writer')::uuid
FROM generate_series(1, 500) AS number;
INSERT INTO report_texts (report_id, language, part, number, edition, text, written_by)
SELECT reports.id, 'fi', 'part_' || chr(97 + part), turn, 1, 'text', md5('writer')::uuid
FROM reports, generate_series(1, 12) AS part, generate_series(1, 3) AS turn;
INSERT INTO report_versions (
    report_id, edition, shown, counted, hash, reason, reviewed_by, published_by, published_at
)
SELECT id, 1, '{}', '[]', repeat('ab', 32), '', md5('reader')::uuid, md5('reader')::uuid, now() FROM reports;
INSERT INTO jobs (id, kind, what, files, back, state, asked_by, asked_at, ended_at)
SELECT md5('job ' || number)::uuid, 'report', 'what ' || number, '{a.pdf,a.xlsx}', '', 'done',
    md5('reader')::uuid, now() - number * interval '1 hour', now()
FROM generate_series(1, 20000) AS number;
INSERT INTO job_files (job_id, name, media_type, content)
SELECT id, 'a.pdf', 'application/pdf', '\\x00' FROM jobs;
INSERT INTO calls (
    call_id, version, outcome, direction, channel, seconds, request_id, logged_at, activation_id, exercise
)
SELECT md5('call ' || number)::uuid, 1, (ARRAY['new_request', 'advised', 'added'])[1 + number % 3], 'inbound',
    'phone', 180, md5('request ' || number)::uuid, now() - number * interval '50 minutes',
    md5('activation')::uuid, false
FROM generate_series(1, 20000) AS number;

INSERT INTO missed_calls (
    call_id, version, rang_at, said_at, in_hours, channel, returned_at, activation_id, exercise
)
SELECT md5('unanswered ' || number)::uuid, 1, now() - number * interval '50 minutes',
    now() - number * interval '49 minutes', true, 'phone', CASE WHEN number % 2 = 0 THEN now() END,
    md5('activation')::uuid, false
FROM generate_series(1, 20000) AS number;

INSERT INTO log_links (position, events, marks, hash)
SELECT 100000 + number * 200, 200, sha256(''), sha256(number::text::bytea)
FROM generate_series(1, 1000) AS number;

INSERT INTO picture_requests (
    request_id, said_version, language, urgency, standing_number, standing, searched_version,
    to_person_version, asked_at, received_at, helped_at, ended_at, ended_as, need, area, channel, exercise
)
SELECT md5('request ' || number)::uuid, 1, 'fi', 'today', 5, 'closed', 1, 0,
    now() - number * interval '50 minutes', now() - number * interval '50 minutes',
    now() - number * interval '49 minutes', now() - number * interval '49 minutes', 'completed',
    'category.groceries', '491', 'web', false
FROM generate_series(1, 20000) AS number
ON CONFLICT DO NOTHING;

INSERT INTO picture_volunteers (volunteer_id, offered_at, asked_at, accepted_at)
SELECT md5('volunteer ' || number)::uuid, now() - number * interval '5 hours',
    now() - number * interval '4 hours', now() - number * interval '4 hours'
FROM generate_series(1, 5000) AS number;
UPDATE picture_volunteers SET standing = 'left', standing_version = 2 WHERE volunteer_id < '20000000-0000-0000-0000-000000000000';
INSERT INTO key_uses (key_id, asked, status, used_at)
SELECT md5('key ' || number % 20)::uuid, 'project-1 2026-01-01/2026-06-30', 200, now() - number * interval '1 hour'
FROM generate_series(1, 1000) AS number;
