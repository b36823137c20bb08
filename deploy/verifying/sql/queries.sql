-- name: types_sent
SELECT DISTINCT type FROM outbox;

-- name: sent_ids
SELECT event_id, sent_at IS NOT NULL AS sent FROM outbox WHERE type = $1;

-- name: inbox_ids
SELECT event_id FROM inbox WHERE consumer = $1 AND type = $2;

-- name: discarded_ids
SELECT queue, event_id FROM parked_audit WHERE action = 'discarded';

-- name: count_unsent
SELECT count(*) FROM outbox WHERE sent_at IS NULL;

-- name: incomplete_subjects
SELECT subject
FROM outbox
GROUP BY subject
HAVING min(subject_version) <> 1
    OR max(subject_version) <> count(*)
    OR sum(subject_version) <> count(*) * (count(*) + 1) / 2;

-- name: version_ranges
SELECT
    subject,
    min(subject_version) AS lowest,
    max(subject_version) AS highest,
    count(*) AS count,
    sum(subject_version)::bigint AS total
FROM outbox
WHERE subject = ANY ($1::text[])
GROUP BY subject;

-- name: intake_requests
SELECT
    count(*) AS stored,
    count(*) FILTER (WHERE closure = 'completed') AS completed,
    (SELECT count(*) FROM outbox WHERE type = 'request.created') AS announced
FROM requests;

-- name: intake_states
SELECT state, count(*) AS count FROM requests GROUP BY state ORDER BY state;

-- name: intake_live_assignments
SELECT request_id::text AS name, count(*) AS count
FROM assignments
WHERE closed_at IS NULL
GROUP BY request_id;

-- name: matching_due
SELECT count(*) AS due FROM needs WHERE look_at <= now();

-- name: matching_loads
SELECT coalesce(sum(load), 0)::bigint AS roster,
    (SELECT count(*) FROM matches WHERE counted) AS matches,
    count(*) FILTER (
        WHERE load <> (SELECT count(*) FROM matches WHERE volunteer_id = volunteers.id AND counted)
    ) AS wrong
FROM volunteers;

-- name: matching_live_assignments
SELECT request_id::text AS name, count(*) AS count
FROM matches
WHERE state = 'accepted'
GROUP BY request_id;

-- name: matching_live_announcements
SELECT body::jsonb -> 'data' ->> 'request_id' AS name, count(*) AS count
FROM outbox AS matched
WHERE type = 'volunteer.matched' AND NOT EXISTS (
    SELECT FROM outbox AS ended
    WHERE ended.subject = matched.subject
        AND ended.type IN ('match.withdrawn', 'assignment.completed')
)
GROUP BY name;

-- name: matching_activities
SELECT body::jsonb -> 'data' ->> 'assignment_id' AS name, count(*) AS count
FROM outbox
WHERE type = 'activity.logged' AND body::jsonb -> 'data' ->> 'assignment_id' IS NOT NULL
GROUP BY name
HAVING count(*) > 1;

-- name: notify_letters
SELECT event_id::text AS name, count(*) AS count
FROM deliveries
WHERE channel = 'email'
GROUP BY event_id
HAVING count(*) > 1;

-- name: logged_twice
SELECT event_id::text AS name, count(*) AS count
FROM event_log
GROUP BY event_id
HAVING count(*) > 1;

-- name: reporting_requests
SELECT
    count(*) FILTER (WHERE received_at IS NOT NULL) AS counted,
    count(*) FILTER (WHERE completed_at IS NOT NULL) AS completed
FROM requests;

-- name: reporting_log
SELECT
    (SELECT count(*) FROM event_log) AS logged,
    (SELECT count(*) FROM inbox WHERE consumer = 'reporting') AS claimed;

-- name: reporting_activities
SELECT
    (SELECT count(*) FROM activities WHERE assignment_id IS NOT NULL) AS counted,
    (SELECT count(DISTINCT body -> 'data' ->> 'assignment_id') FROM event_log WHERE type = 'activity.logged')
    AS logged;
