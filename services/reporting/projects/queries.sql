-- name: open_period
-- The row is there from the first figure on; without it there is nothing to hold.
INSERT INTO entered_periods (project, first_day, last_day) VALUES ($1, $2, $3)
ON CONFLICT (project, first_day, last_day) DO NOTHING;

-- name: hold_period
-- Of two who enter, confirm or close at once the second sees what the first did.
SELECT closed_at FROM entered_periods
WHERE project = $1 AND first_day = $2 AND last_day = $3
FOR UPDATE;

-- name: close_period
-- Closed once: the report that was published first says from when figures are corrections.
UPDATE entered_periods SET closed_at = network_now()
WHERE project = $1 AND first_day = $2 AND last_day = $3 AND closed_at IS NULL;

-- name: is_period_closed
-- A period without a row has no figure.
SELECT EXISTS (
    SELECT FROM entered_periods
    WHERE project = $1 AND first_day = $2 AND last_day = $3 AND closed_at IS NOT NULL
);

-- name: entered_counts
-- Every version, for the page shows what was said before.
SELECT entry.id, indicator, cell, version, value, form, entry.entered_by, entered_at, after_closing,
    confirmed_by, confirmed_at
FROM entered_counts AS entry
LEFT JOIN count_confirmations ON entry_id = entry.id
WHERE project = $1 AND first_day = $2 AND last_day = $3;

-- name: enter_count
-- After the version that was seen, and no other: the period is held, and the key refuses a second.
INSERT INTO entered_counts (
    id, project, first_day, last_day, indicator, cell, version, value, form, entered_by, after_closing
)
SELECT $4, project, first_day, last_day, $5, $6, $7::integer + 1, $8, $9, $10, closed_at IS NOT NULL
FROM entered_periods AS period
WHERE project = $1 AND first_day = $2 AND last_day = $3 AND $7 = (
    SELECT coalesce(max(version), 0) FROM entered_counts AS entry
    WHERE entry.project = period.project AND entry.first_day = period.first_day
        AND entry.last_day = period.last_day AND indicator = $5 AND cell = $6
)
ON CONFLICT (project, first_day, last_day, indicator, cell, version) DO NOTHING
RETURNING id;

-- name: confirm_count
-- Nobody confirms what they entered themselves: here, by the table's own check, and by its key once only.
INSERT INTO count_confirmations (entry_id, entered_by, confirmed_by)
SELECT id, entered_by, $2 FROM entered_counts WHERE id = $1 AND entered_by <> $2
ON CONFLICT (entry_id) DO NOTHING
RETURNING entry_id;

-- name: note_direction
-- A form that is sent twice has the same key: the second stores nothing.
INSERT INTO directions (id) VALUES ($1) ON CONFLICT (id) DO NOTHING RETURNING id;

-- name: forget_directions
-- Nobody presses the same button again after a day.
DELETE FROM directions
WHERE id IN (
    SELECT id FROM directions WHERE directed_at < network_now() - $1::interval ORDER BY directed_at LIMIT $2
);
