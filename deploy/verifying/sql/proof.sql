-- name: read_proof
-- Up to where this service's history was proven; no row at the beginning.
SELECT before FROM ledger_proof();

-- name: read_sums
-- What is left of proven history, also when its rows are gone.
SELECT account, consumer, type, events, ids FROM ledger_proof_sums();

-- name: fresh_sums
-- What a proof would add to them.
SELECT account, type, events, ids::text FROM ledger_sums($1, $2, $3);

-- name: lowest_kept
-- The oldest event that is too young to go, or not sent yet; by the index, so from below.
SELECT ledger_lowest_kept($1);

-- name: newest_event
-- When all may go, the watermark stands past it.
SELECT ledger_newest_event();

-- name: hold_proof
-- Of two who prove at once the second finds that the watermark has moved.
SELECT before FROM proven FOR UPDATE;

-- name: keep_proof
-- The moment is told: what comes below the watermark after it was never proven.
INSERT INTO proven (before) VALUES ($1)
ON CONFLICT (is_only) DO UPDATE SET before = excluded.before, proven_at = network_now();

-- name: keep_sums
-- Whole sums, not what to add: kept twice they are the same.
INSERT INTO proven_sums (account, consumer, type, events, ids)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::uuid[])
ON CONFLICT (account, consumer, type) DO UPDATE SET events = excluded.events, ids = excluded.ids;
