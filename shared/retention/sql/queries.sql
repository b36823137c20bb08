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
