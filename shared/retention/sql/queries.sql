-- name: lead
-- Of several processes one removes at a time; the others find nothing to do.
SELECT pg_try_advisory_xact_lock(hashtextextended('retention', 0));

-- name: be_brief
-- Whoever serves people comes first: a batch that must wait is given up and tried again later.
SELECT set_config('lock_timeout', '500ms', true), set_config('statement_timeout', '5s', true);

-- name: count_forgotten
-- In the transaction that removes, so that `verify` can count on it.
INSERT INTO forgotten (what, things)
SELECT * FROM unnest($1::text[], $2::bigint[])
ON CONFLICT (what) DO UPDATE
SET things = forgotten.things + excluded.things, last_at = network_now();

-- name: history_is_stuck
-- The first row is the oldest: what is sent, and stays long after its time, nobody has proven.
SELECT coalesce(
    (
        SELECT created_at < network_now() - $1::interval
        FROM outbox
        WHERE sent_at IS NOT NULL
        ORDER BY position
        LIMIT 1
    ),
    false
);
