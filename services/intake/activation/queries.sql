-- name: stand
-- An exercise is another row: it changes nothing for whoever asks for help.
SELECT id, exercise, state, version, areas, lines, channels, sign_up, valid_until, review_on, opened_at,
    since, changed_at
FROM activations
WHERE state <> 'ended' AND NOT exercise;

-- name: hold_stand
-- Who decides holds the row, so that of two at the same time the second sees what the first decided.
SELECT id, exercise, state, version, areas, lines, channels, sign_up, valid_until, review_on, opened_at,
    since, changed_at
FROM activations
WHERE state <> 'ended' AND NOT exercise
FOR UPDATE;

-- name: save_activation
-- Of the row that the caller holds.
UPDATE activations
SET version = $2, state = $3, areas = $4, lines = $5, channels = $6, sign_up = $7, valid_until = $8,
    review_on = $9, since = $10, changed_at = $11
WHERE id = $1;

-- name: begin_activation
-- A unique index refuses it while another one is open.
INSERT INTO activations (
    id, exercise, version, state, areas, lines, channels, sign_up, valid_until, review_on, since, changed_at,
    opened_at
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13);

-- name: note_activation_step
-- How it stands is read after what was decided, under its lock: so the lines tell its states in order.
INSERT INTO activation_steps (
    activation_id, version, staff_id, was, state, trigger, decision, areas, lines, channels, sign_up,
    valid_until, review_on
)
SELECT id, version, $2, $3, state, $4, $5, areas, lines, channels, sign_up, valid_until, review_on
FROM activations
WHERE id = $1
RETURNING activation_steps.id;

-- name: activation_steps
-- The newest first: what was decided last is what holds.
SELECT step.id, noted_at, coalesce(name, '') AS by, state, was, coalesce(trigger, '') AS trigger,
    coalesce(decision, '') AS decision
FROM activation_steps AS step
LEFT JOIN staff ON staff.id = step.staff_id
ORDER BY step.id DESC
LIMIT $1;

-- name: forget_activation_steps
-- Audit has an age of its own: what was decided is asked for long after the network was put to rest.
SELECT audit_forget('activation_steps', $1, $2);
