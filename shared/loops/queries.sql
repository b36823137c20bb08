-- name: begin_first_tries
-- Before the work, many at once: what was never tried in vain is given back, what was is left out.
INSERT INTO setbacks (loop, row_id, tries, retry_at)
SELECT $1, row_id, 1, moment + $3::interval
FROM unnest($2::text[]) AS row_id
CROSS JOIN network_now() AS moment
ON CONFLICT (loop, row_id) DO NOTHING
RETURNING row_id;

-- name: ready_for_another_try
-- Fewest tries first: what a died process only had in hand comes before what killed it.
SELECT row_id
FROM setbacks
WHERE loop = $1 AND row_id = ANY ($2::text[])
    AND set_aside_at IS NULL AND retry_at <= network_now()
ORDER BY tries, since, row_id;

-- name: begin_another_try
-- One alone, so that nobody else is counted with what kills the process. The last try that never
-- came to an end was one too many.
UPDATE setbacks
SET tries = CASE WHEN tries < $3 THEN tries + 1 ELSE tries END,
    set_aside_at = CASE WHEN tries >= $3 THEN moment END,
    error = CASE WHEN tries >= $3 THEN coalesce(error, $5) ELSE error END,
    retry_at = moment + ($4::interval[])[least(tries + 1, cardinality($4::interval[]))]
FROM network_now() AS moment
WHERE loop = $1 AND row_id = $2 AND set_aside_at IS NULL AND retry_at <= moment
RETURNING tries, set_aside_at IS NOT NULL AS is_set_aside;

-- name: note_failure
-- Said of the try that was counted; after the last one a person decides.
UPDATE setbacks
SET error = $3, set_aside_at = CASE WHEN tries >= $4 THEN network_now() END
WHERE loop = $1 AND row_id = $2 AND set_aside_at IS NULL
RETURNING tries, set_aside_at IS NOT NULL AS is_set_aside;

-- name: forget_setbacks
-- What went well, and what a process that died had done but not forgotten: nothing waits a day.
DELETE FROM setbacks
WHERE loop = $1 AND set_aside_at IS NULL
    AND (row_id = ANY ($2::text[]) OR retry_at < network_now() - interval '1 day');

-- name: count_held
-- How many of what is due are not to be worked now: a batch must reach what stands behind them.
SELECT count(*) FROM setbacks
WHERE loop = $1 AND (set_aside_at IS NOT NULL OR retry_at > network_now());

-- name: set_aside
-- What trying again cannot help is a person's at once; let go and met again it is theirs again.
INSERT INTO setbacks (loop, row_id, tries, retry_at, error, set_aside_at)
SELECT $1, $2, 1, moment, $3, moment
FROM network_now() AS moment
ON CONFLICT (loop, row_id) DO UPDATE
SET tries = setbacks.tries + 1, error = excluded.error, set_aside_at = excluded.set_aside_at,
    let_go_at = NULL;

-- name: forget_let_go
-- What nobody has decided on stays on the list.
DELETE FROM setbacks
WHERE (loop, row_id) IN (
    SELECT loop, row_id
    FROM setbacks
    WHERE let_go_at < (SELECT network_now()) - $1::interval
    ORDER BY let_go_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'setbacks';

-- name: count_unsettled
-- While one of them is tried again, whoever works many at once must not take it among them.
SELECT count(*) FROM setbacks WHERE loop = $1 AND set_aside_at IS NULL;

-- name: count_set_aside
-- What waits for a person, for whoever asks how everything is.
SELECT count(*) FROM setbacks WHERE set_aside_at IS NOT NULL AND let_go_at IS NULL;

-- name: list_set_aside
-- The oldest first: whoever waits longest for a person is seen first.
SELECT loop, row_id, set_aside_at AS since, tries, coalesce(error, '') AS error
FROM setbacks
WHERE set_aside_at IS NOT NULL AND let_go_at IS NULL
ORDER BY set_aside_at, loop, row_id
LIMIT $1;

-- name: set_aside_of_loop
-- For a press that means all of one kind, some at a time.
SELECT row_id
FROM setbacks
WHERE loop = $1 AND set_aside_at IS NOT NULL AND let_go_at IS NULL
ORDER BY set_aside_at, row_id
LIMIT $2;

-- name: take_off
-- Its tries begin anew; a second press finds nothing.
DELETE FROM setbacks
WHERE loop = $1 AND row_id = $2 AND set_aside_at IS NOT NULL AND let_go_at IS NULL
RETURNING row_id;

-- name: let_go
-- The row stays, so that the loop goes on passing it over.
UPDATE setbacks SET let_go_at = network_now()
WHERE loop = $1 AND row_id = $2 AND set_aside_at IS NOT NULL AND let_go_at IS NULL
RETURNING row_id;
