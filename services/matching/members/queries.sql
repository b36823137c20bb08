-- name: pauses_over
-- Due by the network's clock. Listed without locks: whoever ends one finds out whether it is still so.
SELECT id FROM volunteers
WHERE state = 'paused' AND paused_until <= network_now()
ORDER BY paused_until
LIMIT $1;
