-- locks: nothing
-- deploy: after
-- What was asked before the picture was kept, as figures know it. In what language, and how it stands with
-- matching, comes with the next event about it, or with `porukalla rebuild`.
INSERT INTO picture_requests (
    request_id, said_version, standing_number, searched_version, to_person_version, asked_at, received_at,
    helped_at, ended_at, ended_as, need, area, channel, exercise
)
SELECT request_id, 0, 0, 0, 0, received_at, received_at, completed_at, closed_at, closure_reason,
    coalesce('category.' || category, 'line.' || service_line), municipality, channel, exercise
FROM requests
ORDER BY request_id
ON CONFLICT DO NOTHING;
