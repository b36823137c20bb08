-- name: see_requests
-- What events say of a request is joined with what figures made of the same events; in any order all end
-- the same.
INSERT INTO picture_requests AS kept (
    request_id, said_version, language, urgency, standing_number, standing, reason, searched_version,
    to_person_version, to_person_at, asked_at, received_at, helped_at, ended_at, ended_as,
    need, area, channel, exercise
)
SELECT
    seen.request_id, said_version, language, urgency, standing_number, standing, reason, searched_version,
    to_person_version, to_person_at, coalesce(received_at, to_person_at), received_at, completed_at,
    closed_at, closure_reason, coalesce('category.' || category, 'line.' || service_line), municipality,
    channel, seen.exercise OR coalesce(requests.exercise, false)
FROM unnest(
    $1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::bigint[],
    $9::bigint[], $10::timestamptz[], $11::boolean[]
) AS seen (
    request_id, said_version, language, urgency, standing_number, standing, reason, searched_version,
    to_person_version, to_person_at, exercise
)
LEFT JOIN requests ON requests.request_id = seen.request_id
ORDER BY seen.request_id
ON CONFLICT (request_id) DO UPDATE SET
    said_version = greatest(kept.said_version, excluded.said_version),
    language = CASE
        WHEN excluded.said_version > kept.said_version THEN excluded.language ELSE kept.language
    END,
    urgency = CASE
        WHEN excluded.said_version > kept.said_version THEN excluded.urgency ELSE kept.urgency
    END,
    standing_number = greatest(kept.standing_number, excluded.standing_number),
    standing = CASE
        WHEN excluded.standing_number > kept.standing_number THEN excluded.standing ELSE kept.standing
    END,
    reason = CASE
        WHEN excluded.standing_number > kept.standing_number THEN excluded.reason ELSE kept.reason
    END,
    searched_version = greatest(kept.searched_version, excluded.searched_version),
    to_person_version = greatest(kept.to_person_version, excluded.to_person_version),
    to_person_at = least(kept.to_person_at, excluded.to_person_at),
    asked_at = coalesce(excluded.received_at, least(kept.to_person_at, excluded.to_person_at)),
    received_at = excluded.received_at,
    helped_at = excluded.helped_at,
    ended_at = excluded.ended_at,
    ended_as = excluded.ended_as,
    need = excluded.need,
    area = excluded.area,
    channel = excluded.channel,
    exercise = kept.exercise OR excluded.exercise;

-- name: see_volunteers
-- The first time somebody offered to help, the last time they were asked, and said yes; the newest event
-- says whether they can be asked.
INSERT INTO picture_volunteers AS kept (
    volunteer_id, offered_at, asked_at, accepted_at, standing_version, standing
)
SELECT volunteer_id, offered_at, asked_at, accepted_at, standing_version, standing
FROM unnest(
    $1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::text[]
) AS seen (volunteer_id, offered_at, asked_at, accepted_at, standing_version, standing)
ORDER BY volunteer_id
ON CONFLICT (volunteer_id) DO UPDATE SET
    offered_at = coalesce(kept.offered_at, excluded.offered_at),
    asked_at = greatest(kept.asked_at, excluded.asked_at),
    accepted_at = greatest(kept.accepted_at, excluded.accepted_at),
    standing_version = greatest(kept.standing_version, excluded.standing_version),
    standing = CASE
        WHEN excluded.standing_version > kept.standing_version THEN excluded.standing
        ELSE kept.standing
    END;

-- name: hear
-- Counted, so that whoever looks at the picture is told that something came, in whatever order.
INSERT INTO picture_heard AS kept (service, heard_at, batches)
SELECT service, network_now(), 1 FROM unnest($1::text[]) AS service ORDER BY service
ON CONFLICT (service) DO UPDATE SET
    heard_at = greatest(kept.heard_at, excluded.heard_at), batches = kept.batches + 1;
