-- name: hold_staff
-- Two searches at once must not both be the last one allowed; a lock that nobody else uses.
SELECT pg_advisory_xact_lock(hashtextextended('lookups/' || $1::text, 0));

-- name: count_searches
-- A day of the network's clock, so that the count does not start anew at midnight.
SELECT count(*) FROM staff_searches
WHERE staff_id = $1 AND searched_at > (SELECT network_now()) - interval '24 hours';

-- name: count_looks
-- As above, of what was opened by choice: whom a round of calls gives next nobody chose.
SELECT count(*) FROM contact_views
WHERE staff_id = $1 AND viewed_at > (SELECT network_now()) - interval '24 hours'
    AND reason <> 'call_round';

-- name: find_by_reference
-- The code is what the one who asked was given, and says on the phone.
SELECT id, reference, version, state, closure, category, also, urgency, language, municipality,
    activation_id, exercise, created_at
FROM requests
WHERE reference = $1;

-- name: find_by_mark
-- Whole addresses only: a mark is equal or it is not. The newest are what a caller asks about.
SELECT id, reference, version, state, closure, category, also, urgency, language, municipality,
    activation_id, exercise, created_at
FROM requests
WHERE id IN (SELECT request_id FROM reach_points WHERE mark = $1)
ORDER BY created_at DESC
LIMIT $2;

-- name: find_by_ids
-- Of those who were recognised in memory; who was erased meanwhile is not there.
SELECT id, reference, version, state, closure, category, also, urgency, language, municipality,
    activation_id, exercise, created_at
FROM requests
WHERE id = ANY ($1::uuid[])
ORDER BY created_at DESC
LIMIT $2;

-- name: note_search
-- What was typed is not kept: the mark tells later whether somebody was searched for.
INSERT INTO staff_searches (staff_id, mark, found) VALUES ($1, $2, $3);

-- name: raise_alarm
-- One that waits is enough: a second letter about the same person would say nothing new.
INSERT INTO look_alarms (id, staff_id) VALUES ($1, $2)
ON CONFLICT (staff_id) WHERE settled_at IS NULL DO NOTHING
RETURNING id;

-- name: settle_alarm
-- The first to see to it is the one on record.
UPDATE look_alarms SET settled_by = $2, settled_at = network_now()
WHERE id = $1 AND settled_at IS NULL;

-- name: alarms
-- Few wait at a time, one a member of staff at most.
SELECT alarm.id, alarm.staff_id, staff.name AS staff_name, alarm.raised_at
FROM look_alarms AS alarm
JOIN staff ON staff.id = alarm.staff_id
WHERE alarm.settled_at IS NULL
ORDER BY alarm.raised_at;

-- name: looks_at_reference
-- Kept with each look, so that it is answered also when the request itself is long gone.
SELECT look.viewed_at AS at, look.request_id, look.reference, look.volunteer_id, look.reason,
    staff.name AS staff_name, staff.role AS staff_role
FROM contact_views AS look
LEFT JOIN staff ON staff.id = look.staff_id
WHERE look.reference = $1
ORDER BY look.viewed_at DESC
LIMIT $2;

-- name: looks_at_requests
-- By ids: of looks from before the reference was kept with them, and of all requests of a person.
SELECT look.viewed_at AS at, look.request_id, look.reference, look.volunteer_id, look.reason,
    staff.name AS staff_name, staff.role AS staff_role
FROM contact_views AS look
LEFT JOIN staff ON staff.id = look.staff_id
WHERE look.request_id = ANY ($1::uuid[])
ORDER BY look.viewed_at DESC
LIMIT $2;

-- name: ids_of_mark
-- All requests of one person: who saw any of them saw the person.
SELECT request_id FROM reach_points WHERE mark = $1;

-- name: id_of_reference
-- Of looks that were not kept with it.
SELECT id FROM requests WHERE reference = $1;

-- name: looks_by_staff
-- Names of the staff are compared as at the sign-in.
SELECT look.viewed_at AS at, look.request_id, look.reference, look.volunteer_id, look.reason,
    staff.name AS staff_name, staff.role AS staff_role
FROM contact_views AS look
JOIN staff ON staff.id = look.staff_id
WHERE look.staff_id = (SELECT id FROM staff WHERE lower(name) = lower(btrim($1)))
ORDER BY look.viewed_at DESC
LIMIT $2;

-- name: forget_searches
-- As long as the looks themselves.
SELECT audit_forget('staff_searches', $1, $2);

-- name: forget_look_alarms
-- Counted from the alarm: one that still waits after two years tells nobody anything.
DELETE FROM look_alarms
WHERE id IN (
    SELECT id
    FROM look_alarms
    WHERE raised_at < (SELECT network_now()) - $1::interval
    ORDER BY raised_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'look_alarms';
