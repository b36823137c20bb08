-- name: call_person
-- One that is open is enough: of two transactions at once the second waits for the first, and adds nothing.
INSERT INTO attentions (request_id, reason) VALUES ($1, $2)
ON CONFLICT (request_id, reason) WHERE settled_at IS NULL DO NOTHING;

-- name: call_anew
-- Another id: whoever settles what they saw before settles nothing of this.
INSERT INTO attentions (request_id, reason) VALUES ($1, $2)
ON CONFLICT (request_id, reason) WHERE settled_at IS NULL DO UPDATE
SET id = gen_random_uuid(), due_at = network_now(), taken_by = NULL, taken_at = NULL;

-- name: open_of_request
-- A request may need a person for several reasons; each is settled by itself.
SELECT id, request_id, reason, raised_at, due_at, taken_by
FROM attentions
WHERE request_id = $1 AND settled_at IS NULL
ORDER BY raised_at, id;

-- name: free_forgotten
-- Taken two hours ago and nothing said of it: whoever took it may have gone home, so all are told anew.
UPDATE attentions SET taken_by = NULL, taken_at = NULL, told_at = NULL, told_again_at = NULL
WHERE settled_at IS NULL AND taken_at <= network_now() - interval '2 hours'
RETURNING id;

-- name: tell_due
-- Told once: of two processes at once the second finds nothing left. One letter says it of all, so that
-- a flood of pleas is no flood of letters: the next goes half a minute later. For what is only listed
-- nobody is called.
WITH due AS (
    SELECT id
    FROM attentions
    WHERE settled_at IS NULL AND taken_by IS NULL AND told_at IS NULL AND due_at <= network_now()
        AND reason <> ALL ($1::text[])
        AND NOT EXISTS (
            SELECT FROM attentions AS told
            WHERE told.settled_at IS NULL AND told.told_at > network_now() - interval '30 seconds'
        )
    ORDER BY due_at
    LIMIT 1000
    FOR UPDATE SKIP LOCKED
)
UPDATE attentions SET told_at = network_now() FROM due WHERE attentions.id = due.id
RETURNING attentions.id;

-- name: tell_again
-- Ten minutes without "I take it": whoever was told first may be asleep, or without a signal.
WITH due AS (
    SELECT id
    FROM attentions
    WHERE settled_at IS NULL AND taken_by IS NULL AND told_again_at IS NULL
        AND told_at <= network_now() - interval '10 minutes'
    ORDER BY told_at
    LIMIT 1000
    FOR UPDATE SKIP LOCKED
)
UPDATE attentions SET told_again_at = network_now() FROM due WHERE attentions.id = due.id
RETURNING attentions.id;

-- name: count_open
-- Unheeded: told twice and taken by nobody, or due for a quarter of an hour and told to nobody.
SELECT count(DISTINCT request_id) AS waiting,
    count(*) FILTER (
        WHERE taken_by IS NULL AND (
            told_again_at <= network_now() - interval '10 minutes'
            OR told_at IS NULL AND due_at <= network_now() - interval '15 minutes'
                AND reason <> ALL ($1::text[])
        )
    ) AS unheeded
FROM attentions
WHERE settled_at IS NULL AND due_at <= network_now();

-- name: take
-- Whoever takes it says who had it, as their page showed: of two at once one wins.
UPDATE attentions SET taken_by = $2, taken_at = network_now()
WHERE id = ANY ($1::uuid[]) AND settled_at IS NULL AND taken_by IS NOT DISTINCT FROM $3::uuid
RETURNING id;

-- name: settle
-- Only what was seen: a reason that came meanwhile waits for itself.
UPDATE attentions SET settled_by = $2, settled_at = network_now(), settled_as = $3
WHERE id = ANY ($1::uuid[]) AND settled_at IS NULL
RETURNING id;

-- name: call_off
-- Who cancelled was told that no helper calls; what is grave stays, for who is in danger may be made to.
UPDATE attentions SET settled_at = network_now(), settled_as = 'called_off'
WHERE request_id = $1 AND settled_at IS NULL AND reason <> ALL ($2::text[]);

-- name: put_off
-- Nobody answered: those on duty are told anew when it is due.
UPDATE attentions
SET due_at = network_now() + $2::interval, told_at = NULL, told_again_at = NULL, taken_by = NULL,
    taken_at = NULL
WHERE id = ANY ($1::uuid[]) AND settled_at IS NULL
RETURNING id;
