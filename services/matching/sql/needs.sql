-- name: add_needs
INSERT INTO needs (
    request_id, service_line, category, urgency, municipality, postal_code, language,
    volunteer_allowed, series_id, cause, state, look_at
)
SELECT *, 'open', now()
FROM unnest(
    $1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::boolean[], $9::uuid[], $10::uuid[]
)
ON CONFLICT (request_id) DO NOTHING;

-- name: bury_need
INSERT INTO needs (request_id, state) VALUES ($1, 'closed') ON CONFLICT (request_id) DO NOTHING;

-- name: read_need
SELECT request_id, version, state, reason, service_line, category, urgency, municipality,
    postal_code, language, volunteer_allowed, series_id, cause
FROM needs
WHERE request_id = $1;

-- name: lock_need
SELECT request_id, version, state, reason, service_line, category, urgency, municipality,
    postal_code, language, volunteer_allowed, series_id, cause
FROM needs
WHERE request_id = $1
FOR UPDATE;

-- name: take_need
SELECT request_id, version, state, reason, service_line, category, urgency, municipality,
    postal_code, language, volunteer_allowed, series_id, cause
FROM needs
WHERE request_id = $1
FOR UPDATE SKIP LOCKED;

-- name: save_needs
UPDATE needs
SET version = new.version, state = new.state, reason = new.reason, cause = NULL,
    look_at = now() + new.look_again
FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::interval[])
    AS new (request_id, version, state, reason, look_again)
WHERE needs.request_id = new.request_id;

-- name: wake_needs
-- Rows that another transaction holds are being looked at anyway. Who goes by a radius may fit
-- anywhere: the look itself decides.
UPDATE needs
SET look_at = now()
WHERE request_id IN (
    SELECT need.request_id
    FROM needs AS need
    JOIN volunteers AS volunteer ON volunteer.id = $1
    WHERE need.state = 'unmatched' AND need.reason <> 'not_for_volunteers'
        AND (need.municipality = ANY (volunteer.areas) OR volunteer.radius_km IS NOT NULL)
        AND need.category = ANY (volunteer.categories)
        AND need.language = ANY (volunteer.languages)
        AND NOT EXISTS (
            SELECT FROM matches
            WHERE matches.request_id = need.request_id AND volunteer_id = volunteer.id
        )
    ORDER BY need.created_at
    LIMIT $2
    FOR UPDATE OF need SKIP LOCKED
);

-- name: become_free
-- Whoever becomes free waits for a hand-over, so that the need it leaves behind is seen.
SELECT pg_advisory_xact_lock_shared(hashtext('porukalla.matching.handing_over'));
