-- name: opening
-- Since when the network is switched on: a unique index lets one be open.
SELECT since, exercise
FROM activations
WHERE state IN ('activated', 'prolonged', 'winding_down') AND NOT exercise;

-- name: stands
-- Where the network is in its life, also while it sleeps.
SELECT state, version, areas, lines, channels, sign_up, valid_until, review_on, opened_at, since, changed_at
FROM activations
WHERE state <> 'ended' AND NOT exercise;
