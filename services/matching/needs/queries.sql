-- name: add_needs
-- A request may be heard twice, or after its end: then what is there stays.
INSERT INTO needs (
    request_id, service_line, category, urgency, municipality, postal_code, language,
    volunteer_allowed, series_id, again_of, cause, activation_id, exercise, channel, min_vetting,
    person, not_for, also, may_be_referred, state, created_at, look_at
)
SELECT new.request_id, new.service_line, new.category, new.urgency, new.municipality,
    new.postal_code, new.language, new.volunteer_allowed, new.series_id, new.again_of, new.cause,
    new.activation_id, new.exercise, new.channel, new.min_vetting, new.person,
    ARRAY(SELECT jsonb_array_elements_text(new.not_for)),
    ARRAY(SELECT jsonb_array_elements_text(new.also)), new.may_be_referred, 'open', moment, moment
FROM unnest(
    $1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::boolean[], $9::uuid[], $10::uuid[], $11::uuid[], $12::uuid[], $13::boolean[],
    $14::text[], $15::text[], $16::text[], $17::jsonb[], $18::jsonb[],
    $19::boolean[]
) AS new (
    request_id, service_line, category, urgency, municipality, postal_code, language,
    volunteer_allowed, series_id, again_of, cause, activation_id, exercise, channel, min_vetting,
    person, not_for, also, may_be_referred
)
CROSS JOIN network_now() AS moment
ON CONFLICT (request_id) DO NOTHING;

-- name: bury_need
-- The end may come before the beginning: a row without details keeps the need away for good.
INSERT INTO needs (request_id, state, activation_id, exercise, request_version)
VALUES ($1, 'closed', $2, $3, $4)
ON CONFLICT (request_id) DO NOTHING;

-- name: read_need
-- For pages: looking must not wait for whoever is choosing.
SELECT request_id, version, state, reason, service_line, category, urgency, municipality,
    postal_code, language, volunteer_allowed, series_id, again_of, cause, activation_id,
    exercise, channel, min_vetting, person, not_for, also, standing_number, request_version, is_late,
    widened, may_be_referred
FROM needs
WHERE request_id = $1;

-- name: lock_need
-- Whoever changes a need or its matches holds this row first: one order, so no deadlock.
SELECT request_id, version, state, reason, service_line, category, urgency, municipality,
    postal_code, language, volunteer_allowed, series_id, again_of, cause, activation_id,
    exercise, channel, min_vetting, person, not_for, also, standing_number, request_version, is_late,
    widened, may_be_referred
FROM needs
WHERE request_id = $1
FOR UPDATE;

-- name: take_need
-- For timers: what someone does to the need right now comes first, and may make it pointless.
SELECT request_id, version, state, reason, service_line, category, urgency, municipality,
    postal_code, language, volunteer_allowed, series_id, again_of, cause, activation_id,
    exercise, channel, min_vetting, person, not_for, also, standing_number, request_version, is_late,
    widened, may_be_referred
FROM needs
WHERE request_id = $1
FOR UPDATE SKIP LOCKED;

-- name: save_needs
-- A batch of hundreds is one statement; the cause is told once, with the first look. The next look
-- is due by the network's clock.
UPDATE needs
SET version = new.version, state = new.state, reason = new.reason,
    standing_number = new.standing_number, request_version = new.request_version, is_late = new.is_late, cause = NULL,
    look_at = moment + new.look_again, changed_at = moment,
    report_at = CASE
        WHEN new.state IN ('open', 'proposed', 'unmatched')
        THEN coalesce(report_at, moment + interval '1 minute')
    END
FROM unnest(
    $1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::interval[], $6::bigint[], $7::bigint[],
    $8::boolean[]
) AS new (
    request_id, version, state, reason, look_again, standing_number, request_version, is_late
)
CROSS JOIN network_now() AS moment
WHERE needs.request_id = new.request_id;

-- name: mark_late
-- Asking goes on: when it is looked at next stays, and so does what it is due for.
UPDATE needs
SET version = $2, state = $3, reason = $4, standing_number = $5, is_late = true, changed_at = moment,
    report_at = coalesce(report_at, moment + interval '1 minute')
FROM network_now() AS moment
WHERE request_id = $1;

-- name: widen_need
-- Who did not answer by now is asked once more, where that was wished; looked at as soon as it is stored.
UPDATE needs
SET widened = $2, look_at = moment, silent_until = CASE
    WHEN $3::boolean THEN moment WHEN 'silent' = ANY ($2) THEN silent_until
END
FROM network_now() AS moment
WHERE request_id = $1;

-- name: late_needs
-- Whoever hands one over finds out whether it is so still. An urgency of a later version counts as the
-- usual one; the shortest time bounds what is read.
SELECT request_id
FROM needs
JOIN unnest($1::text[], $2::interval[]) AS rule (urgency, patience)
    ON rule.urgency = CASE WHEN needs.urgency = ANY ($1) THEN needs.urgency ELSE $3 END
WHERE state IN ('open', 'proposed')
    AND created_at <= (SELECT network_now()) - (SELECT min(each) FROM unnest($2) AS each)
    AND created_at <= (SELECT network_now()) - patience
ORDER BY created_at
LIMIT $4;

-- name: renew_need
-- What is wanted was corrected; also what was not heard before, of a need of which only the end was.
UPDATE needs
SET service_line = $2, category = $3, urgency = $4, municipality = $5, postal_code = $6,
    language = $7, volunteer_allowed = $8, min_vetting = $9, request_version = $10,
    not_for = ARRAY(SELECT jsonb_array_elements_text($11::jsonb)), also = $12,
    may_be_referred = $13
WHERE request_id = $1;

-- name: needs_to_look_at
-- Whoever looks at one alone finds out whether it is due still; a shard is nothing to it.
SELECT request_id FROM needs WHERE look_at <= network_now() ORDER BY look_at LIMIT $1;

-- name: needs_to_report_on
-- Listed without locks: who tells of one finds out whether it is due still.
SELECT request_id
FROM needs
WHERE report_at <= (SELECT network_now()) AND state IN ('open', 'proposed', 'unmatched')
ORDER BY report_at
LIMIT $1;

-- name: take_reports
-- What somebody changes right now is told a moment later, with the change. A report is an event of
-- the need: its number must never be used twice.
WITH due AS (
    SELECT request_id
    FROM needs
    WHERE request_id = ANY ($1::uuid[])
        AND report_at <= (SELECT network_now()) AND state IN ('open', 'proposed', 'unmatched')
    FOR UPDATE SKIP LOCKED
)
UPDATE needs
SET report_at = NULL, version = version + 1
FROM due
WHERE needs.request_id = due.request_id
RETURNING needs.request_id;

-- name: count_event
-- What is said of a need that stands as it stood: its look, its cause and its report stay.
UPDATE needs SET version = version + 1 WHERE request_id = $1 RETURNING version;
