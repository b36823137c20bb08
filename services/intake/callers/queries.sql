-- name: look
-- One statement, so that what it tells and the snapshot it gives are of one moment: whatever is committed
-- later is not visible in that, and told the next time. What another server noted, of which this is a
-- backup, is not to be told again and again. Who ended thirty days ago changes by itself.
SELECT pg_current_snapshot()::text AS snapshot, (SELECT network_now()) AS at,
    ARRAY(
        SELECT request_id
        FROM caller_changes
        WHERE xact >= pg_snapshot_xmin($1::text::pg_snapshot)
            AND NOT pg_visible_in_snapshot(xact, $1::text::pg_snapshot)
            AND pg_visible_in_snapshot(xact, pg_current_snapshot())
        UNION
        SELECT id
        FROM requests
        WHERE state = 'closed'
            AND changed_at > $2::timestamptz - interval '30 days'
            AND changed_at <= (SELECT network_now()) - interval '30 days'
    ) AS changed;

-- name: recognisable_before
-- Ids grow with time: the newest first, a page at a time, at a start only.
SELECT id FROM requests AS request
WHERE id < $1 AND is_recognisable(request)
ORDER BY id DESC
LIMIT $2;

-- name: subjects_of
-- Still sealed. Who was erased has neither a name nor a number any more.
SELECT request.id, request.municipality, request.first_name, request.asker_name, request.street,
    ARRAY(
        SELECT address FROM reach_points AS point
        WHERE point.request_id = request.id AND kind = 'phone' AND whose <> 'asker'
    ) AS phones,
    (
        SELECT address FROM reach_points AS point
        WHERE point.request_id = request.id AND kind = 'phone' AND whose = 'asker'
    ) AS asker_phone
FROM requests AS request
WHERE id = ANY ($1::uuid[]) AND is_recognisable(request);

-- name: cards
-- Read when they are shown: whoever was erased or has become secret since is on no card, whatever a
-- process still has in its memory.
SELECT id, state, category, created_at, municipality, exercise
FROM requests AS request
WHERE id = ANY ($1::uuid[]) AND is_recognisable(request)
    AND EXISTS (SELECT FROM subject_keys WHERE subject = 'request/' || request.id);

-- name: count_caller_searches
-- A day of the network's clock; of this call apart, so that nobody is looked through in a single one.
SELECT coalesce(sum(searches), 0) AS searches,
    coalesce(sum(cardinality(shown)), 0) AS cards,
    coalesce(sum(searches) FILTER (WHERE call_id = $2), 0) AS searches_in_call,
    coalesce(sum(cardinality(shown)) FILTER (WHERE call_id = $2), 0) AS cards_in_call
FROM caller_searches
WHERE staff_id = $1 AND began_at > (SELECT network_now()) - interval '24 hours';

-- name: note_caller_search
-- A row a call and person: a card that comes up with every letter is one card.
INSERT INTO caller_searches AS kept (call_id, staff_id, shown) VALUES ($1, $2, $3::uuid[])
ON CONFLICT (call_id, staff_id) DO UPDATE
SET searches = kept.searches + 1,
    shown = ARRAY(SELECT unnest(kept.shown) UNION SELECT unnest(excluded.shown));

-- name: forget_caller_changes
-- A process that has not looked for so long opens everybody anew.
DELETE FROM caller_changes
WHERE (xact, request_id) IN (
    SELECT xact, request_id
    FROM caller_changes
    WHERE noted_at < (SELECT network_now()) - $1::interval
    ORDER BY noted_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'caller_changes';

-- name: forget_caller_searches
-- Only for the numbers of a day; what was opened is on record for itself.
DELETE FROM caller_searches
WHERE (call_id, staff_id) IN (
    SELECT call_id, staff_id
    FROM caller_searches
    WHERE began_at < (SELECT network_now()) - $1::interval
    ORDER BY began_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'caller_searches';
