-- name: opening
-- Since when the network is switched on: a unique index lets one be open.
SELECT since, exercise
FROM activations
WHERE state IN ('activated', 'prolonged', 'winding_down') AND NOT exercise;
