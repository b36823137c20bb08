-- name: note_address
-- Of two lists that name somebody at once one wins: the other waits here, and then gets no row.
INSERT INTO invited_addresses (address_hash) VALUES ($1)
ON CONFLICT DO NOTHING
RETURNING address_hash;

-- name: keep_invitation
-- By the network's clock it ends by itself.
INSERT INTO invited_people (id, token_hash, said, expires_at)
VALUES ($1, $2, $3, network_now() + $4::interval);

-- name: was_invited
-- Once is enough, whatever list they stand on and whatever they answered.
SELECT EXISTS (SELECT FROM invited_addresses WHERE address_hash = $1);

-- name: read_invitation
-- One that is over opens nothing, also where the loop has not come by yet.
SELECT id, said FROM invited_people WHERE token_hash = $1 AND expires_at > network_now();

-- name: end_invitation
-- They answered: nothing of the list is needed any more.
DELETE FROM invited_people WHERE token_hash = $1 RETURNING id;

-- name: end_old_invitation
-- They did not answer.
DELETE FROM invited_people WHERE id = $1 AND expires_at <= network_now() RETURNING id;

-- name: invitations_over
-- Listed without locks: whoever ends one finds out whether it is still so.
SELECT id FROM invited_people
WHERE expires_at <= network_now()
ORDER BY expires_at
LIMIT $1;

-- name: forget_invited_addresses
-- After two years a list may name them once more.
DELETE FROM invited_addresses
WHERE address_hash IN (
    SELECT address_hash
    FROM invited_addresses
    WHERE invited_at < (SELECT network_now()) - $1::interval
    ORDER BY invited_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'invited_addresses';
