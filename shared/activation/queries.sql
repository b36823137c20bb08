-- name: open_activation
-- What begins now belongs to it: a unique index lets there be one.
SELECT id, exercise FROM activations WHERE state = 'activated';
