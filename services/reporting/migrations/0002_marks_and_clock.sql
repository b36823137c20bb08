-- Rows say which activation they belong to, and what reports will count by.
ALTER TABLE event_log
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001',
    ALTER COLUMN recorded_at SET DEFAULT network_now();
ALTER TABLE event_log ALTER COLUMN activation_id DROP DEFAULT;

-- No set of codes is checked: codes are stored as they came. `person` only counts people once.
ALTER TABLE requests
    ADD COLUMN channel text,
    ADD COLUMN min_vetting text,
    ADD COLUMN person text CHECK (person ~ '^[0-9a-f]{64}$'),
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001';
ALTER TABLE requests ALTER COLUMN activation_id DROP DEFAULT;

ALTER TABLE matches
    ADD COLUMN basis text,
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001';
ALTER TABLE matches ALTER COLUMN activation_id DROP DEFAULT;

ALTER TABLE hours
    ADD COLUMN basis text NOT NULL DEFAULT 'counted',
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001';
ALTER TABLE hours
    ALTER COLUMN basis DROP DEFAULT,
    ALTER COLUMN activation_id DROP DEFAULT;

ALTER TABLE activities
    ADD COLUMN channel text,
    ADD COLUMN min_vetting text,
    ADD COLUMN person text CHECK (person ~ '^[0-9a-f]{64}$'),
    ADD COLUMN activation_id uuid NOT NULL DEFAULT '00000000-0000-7000-8000-000000000001';
ALTER TABLE activities ALTER COLUMN activation_id DROP DEFAULT;

-- What the log has always said is taken over, so that the projections stay what a rebuild makes.
UPDATE requests SET
    channel = fact.body -> 'data' ->> 'channel',
    min_vetting = fact.body -> 'data' ->> 'min_vetting',
    person = fact.body -> 'data' ->> 'person'
FROM event_log AS fact
WHERE fact.type = 'request.created'
    AND (fact.body -> 'data' ->> 'request_id')::uuid = requests.request_id;

UPDATE matches SET basis = coalesce(fact.body -> 'data' ->> 'basis', 'counted')
FROM event_log AS fact
WHERE fact.type = 'assignment.completed'
    AND (fact.body -> 'data' ->> 'match_id')::uuid = matches.match_id;

UPDATE hours SET basis = fact.body -> 'data' ->> 'basis'
FROM event_log AS fact
WHERE fact.type = 'hours.logged' AND fact.body -> 'data' ? 'basis'
    AND (fact.body -> 'data' ->> 'match_id')::uuid = hours.match_id
    AND fact.subject_version = hours.version;

UPDATE activities SET
    channel = fact.body -> 'data' ->> 'channel',
    min_vetting = fact.body -> 'data' ->> 'min_vetting',
    person = fact.body -> 'data' ->> 'person'
FROM event_log AS fact
WHERE fact.type = 'activity.logged'
    AND (fact.body -> 'data' ->> 'activity_id')::uuid = activities.activity_id
    AND fact.subject_version = activities.version;
