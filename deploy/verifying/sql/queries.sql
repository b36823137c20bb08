-- name: types_sent
-- Each type is reconciled hop by hop.
SELECT DISTINCT type FROM outbox;

-- name: sent_ids
-- What should have arrived, and what is still on its way; not what is in the kept sums.
SELECT event_id, sent_at IS NOT NULL AS sent FROM outbox WHERE type = $1 AND event_id >= $2;

-- name: inbox_ids
-- What did arrive; not what is in the kept sums.
SELECT event_id FROM inbox WHERE consumer = $1 AND type = $2 AND event_id >= $3;

-- name: discarded_ids
-- What a person threw away is not lost.
SELECT queue, event_id FROM parked_audit WHERE action = 'discarded';

-- name: count_unsent
-- Nothing may be judged before this is zero.
SELECT count(*) FROM outbox WHERE sent_at IS NULL;

-- name: incomplete_subjects
-- A gap or a double in a subject's numbers shows an event that was never said.
SELECT subject
FROM outbox
WHERE event_id >= $1
GROUP BY subject
HAVING min(subject_version) <> 1
    OR max(subject_version) <> count(*)
    OR sum(subject_version) <> count(*) * (count(*) + 1) / 2;

-- name: version_ranges
-- The same numbers on the other side, for the subjects that looked wrong.
SELECT
    subject,
    min(subject_version) AS lowest,
    max(subject_version) AS highest,
    count(*) AS count,
    sum(subject_version)::bigint AS total
FROM outbox
WHERE subject = ANY ($1::text[]) AND event_id >= $2
GROUP BY subject;

-- name: intake_requests
-- A request that nobody was told of would wait for ever, but for those that are held: their version
-- is 0. Those removed by age were counted.
WITH gone AS (
    SELECT
        coalesce(sum(things), 0)::bigint AS stored,
        coalesce(sum(things) FILTER (WHERE what = 'requests completed'), 0)::bigint AS completed
    FROM forgotten
    WHERE what LIKE 'requests %'
)
SELECT
    gone.stored + (SELECT count(*) FROM requests WHERE version > 0) AS stored,
    gone.completed + (SELECT count(*) FROM requests WHERE closure = 'completed') AS completed,
    gone.stored AS forgotten,
    (
        SELECT coalesce(sum(events), 0)::bigint
        FROM proven_sums
        WHERE account = 'sent' AND consumer = 'reporting' AND type = 'request.created'
    ) + (
        SELECT count(*)
        FROM outbox
        WHERE type = 'request.created'
            AND event_id >= coalesce((SELECT before FROM proven), '00000000-0000-0000-0000-000000000000')
    ) AS announced
FROM gone;

-- name: intake_states
-- For people: how many stand where.
SELECT state, count(*) AS count FROM requests GROUP BY state ORDER BY state;

-- name: intake_waiting_requests
-- What is over at both needs no look: only these, and what waits at the other, can differ.
SELECT id FROM requests WHERE state NOT IN ('closed', 'held');

-- name: matching_waiting_needs
-- The same from the other side: what intake closed and matching goes on searching for.
SELECT request_id AS id FROM needs WHERE state <> 'closed';

-- name: intake_standings
-- Received is what matching was told of and has not said anything about: open.
SELECT id::text AS name, CASE state WHEN 'received' THEN 'open' ELSE state END AS standing
FROM requests
WHERE id = ANY ($1::uuid[]);

-- name: matching_standings
-- What matching never heard of is an event that was lost or parked, and is counted there.
SELECT request_id::text AS name, state AS standing FROM needs WHERE request_id = ANY ($1::uuid[]);

-- name: intake_live_assignments
-- One helper for one need, as intake sees it.
SELECT request_id::text AS name, count(*) AS count
FROM assignments
WHERE closed_at IS NULL
GROUP BY request_id;

-- name: matching_due
-- Needs whose turn has come are work that is not done yet.
SELECT count(*) AS due FROM needs WHERE look_at <= network_now();

-- name: matching_loads
-- A volunteer's week must be what their matches say, or they are spared or asked wrongly.
SELECT coalesce(sum(load), 0)::bigint AS roster,
    (SELECT count(*) FROM matches WHERE counted) AS matches,
    count(*) FILTER (
        WHERE load <> (SELECT count(*) FROM matches WHERE volunteer_id = volunteers.id AND counted)
    ) AS wrong
FROM volunteers;

-- name: matching_live_assignments
-- One helper for one need, as matching sees it.
SELECT request_id::text AS name, count(*) AS count
FROM matches
WHERE state = 'accepted'
GROUP BY request_id;

-- name: matching_live_announcements
-- One helper for one need, as it was said. What began before the watermark may be said no more: of
-- those matches the roster's word is taken.
SELECT name, count(*) AS count
FROM (
    SELECT body::jsonb -> 'data' ->> 'request_id' AS name
    FROM outbox AS matched
    WHERE type = 'volunteer.matched' AND substr(subject, length('match/') + 1)::uuid >= $1
        AND NOT EXISTS (
            SELECT FROM outbox AS ended
            WHERE ended.subject = matched.subject
                AND ended.type IN ('match.withdrawn', 'assignment.completed')
        )
    UNION ALL
    SELECT request_id::text FROM matches WHERE state = 'accepted' AND id < $1
) AS live
GROUP BY name;

-- name: matching_activities
-- A task done is counted once.
SELECT body::jsonb -> 'data' ->> 'assignment_id' AS name, count(*) AS count
FROM outbox
WHERE type = 'activity.logged' AND body::jsonb -> 'data' ->> 'assignment_id' IS NOT NULL
GROUP BY name
HAVING count(*) > 1;

-- name: notify_letters
-- A letter that was asked for once is sent once.
SELECT event_id::text AS name, count(*) AS count
FROM deliveries
WHERE endpoint_id IS NULL
GROUP BY event_id
HAVING count(*) > 1;

-- name: logged_twice
-- The log holds each fact once.
SELECT event_id::text AS name, count(*) AS count
FROM event_log
GROUP BY event_id
HAVING count(*) > 1;

-- name: reporting_requests
-- What is shown to funders must be what intake stored.
SELECT
    count(*) FILTER (WHERE received_at IS NOT NULL) AS counted,
    count(*) FILTER (WHERE completed_at IS NOT NULL) AS completed
FROM requests;

-- name: reporting_log
-- What was claimed was logged, and nothing else.
SELECT
    (SELECT count(*) FROM event_log) AS logged,
    (
        SELECT coalesce(sum(events), 0)::bigint
        FROM proven_sums
        WHERE account = 'handled' AND consumer = 'reporting'
    ) + (
        SELECT count(*)
        FROM inbox
        WHERE consumer = 'reporting'
            AND event_id >= coalesce((SELECT before FROM proven), '00000000-0000-0000-0000-000000000000')
    ) AS claimed;

-- name: reporting_activities
-- An assignment is counted once, however often it was said.
SELECT
    (SELECT count(*) FROM activities WHERE assignment_id IS NOT NULL) AS counted,
    (SELECT count(DISTINCT body -> 'data' ->> 'assignment_id') FROM event_log WHERE type = 'activity.logged')
    AS logged;
