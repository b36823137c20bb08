-- name: activation_began
-- The day where the help is given.
SELECT (opened_at AT TIME ZONE 'Europe/Helsinki')::date FROM activations WHERE id = $1;

-- name: log_activity
-- A form that is sent twice has the same key: the second stores nothing.
INSERT INTO activities (
    organisation_id, draft_key, id, number, replaces, title, service_line, municipality, occurred_on,
    minutes, headcount, basis, under_18, from_18_to_29, from_30_to_54, from_55, volunteer_minutes,
    staff_minutes, evidence, logged_by, on_behalf, activation_id, exercise, series_id,
    purchase_id, taken_back
)
VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
    $23, $24, $25, $26
)
ON CONFLICT (organisation_id, draft_key) DO NOTHING
RETURNING id;

-- name: activity_of_draft
-- What became of a form that was stored before.
SELECT id FROM activities WHERE organisation_id = $1 AND draft_key = $2;

-- name: replace_activity
-- Of two corrections at once the second waits, and finds that what it corrects is not the newest.
UPDATE activities SET is_newest = false
WHERE organisation_id = $1 AND id = $2 AND number = $3 AND is_newest
RETURNING id;

-- name: versions_of_activity
-- What was corrected stays.
SELECT * FROM activities WHERE organisation_id = $1 AND id = $2 ORDER BY number DESC;

-- name: latest_activities
-- A page of them, whatever number there is.
SELECT * FROM activities
WHERE organisation_id = $1 AND is_newest
ORDER BY occurred_on DESC, id DESC
LIMIT $2;

-- name: activities_of_all
-- For who coordinates, a page at a time: a page begins after the last line of the one before.
SELECT activities.*, partners.name AS organisation
FROM activities
JOIN partners USING (organisation_id)
WHERE is_newest
    AND ($1::uuid IS NULL OR organisation_id = $1)
    AND ($2::text IS NULL OR service_line = $2)
    AND occurred_on >= coalesce($3::date, '-infinity') AND occurred_on <= coalesce($4::date, 'infinity')
    AND ($5::date IS NULL OR (occurred_on, id) < ($5, $6::uuid))
ORDER BY occurred_on DESC, id DESC
LIMIT $7;
