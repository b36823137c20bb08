-- name: open_activation
-- What begins now belongs to it: a unique index lets there be one, and an exercise is another row beside it.
SELECT id, exercise, state, version, areas, lines, channels, sign_up, valid_until, review_on, opened_at,
    since, changed_at
FROM activations
WHERE state <> 'ended' AND NOT exercise;

-- name: end_former_activation
-- One that began later takes the place of the one before, whichever of both is heard of first.
UPDATE activations SET state = 'ended'
WHERE exercise = $2 AND id <> $1 AND state <> 'ended' AND opened_at <= $3;

-- name: hear_activation
-- What was said later holds, in whatever order it comes; of one that is unknown yet it makes the row, and one
-- whose place another has taken is not open again.
INSERT INTO activations AS known (
    id, exercise, opened_at, version, state, areas, lines, channels, sign_up, valid_until, review_on, since,
    changed_at
)
SELECT
    $1, $2, $3, $4,
    CASE
        WHEN EXISTS (SELECT FROM activations WHERE exercise = $2 AND opened_at > $3 AND id <> $1) THEN 'ended'
        ELSE $5
    END,
    $6, $7, $8, $9, $10, $11, $12, $13
ON CONFLICT (id) DO UPDATE SET
    version = excluded.version,
    state = excluded.state,
    areas = excluded.areas,
    lines = excluded.lines,
    channels = excluded.channels,
    sign_up = excluded.sign_up,
    valid_until = excluded.valid_until,
    review_on = excluded.review_on,
    opened_at = excluded.opened_at,
    since = excluded.since,
    changed_at = excluded.changed_at
WHERE known.version < excluded.version;
