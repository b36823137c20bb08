-- name: opening
-- Since when the network is switched on: a unique index lets one be open.
SELECT opened_at, exercise FROM activations WHERE state = 'activated';
