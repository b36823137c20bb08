-- name: moment
-- All that is too old, or too young to be judged, is so by one clock.
SELECT network_now();

-- name: buckets
-- Counts and marks of a book: where they are the same on both sides no id is fetched.
SELECT bucket, entries, mark FROM ledger_buckets($1, $2, $3);

-- name: entries
-- What a book says in the buckets that differ.
SELECT id, fact, at, changed FROM ledger_entries($1, $2, $3, $4);

-- name: said
-- What should have arrived, by type and bucket; not what is in the kept sums.
SELECT type, bucket, entries, mark FROM ledger_said($1);

-- name: heard
-- What did arrive; not what is in the kept sums.
SELECT type, bucket, entries, mark FROM ledger_heard($1) WHERE consumer = $2;

-- name: said_ids
-- Event by event, also what is not sent yet: it may have been delivered without having been marked.
SELECT event_id, said_at, sent_at FROM ledger_said_ids($1, $2, $3);

-- name: heard_ids
-- The other side, event by event.
SELECT event_id FROM ledger_heard_ids($1, $2, $3, $4);

-- name: unsent
-- What is still to leave, and since when.
SELECT type, events, oldest FROM ledger_unsent();

-- name: about
-- What parked and discarded events are about explains what is missing elsewhere.
SELECT event_id, type, about, correlation FROM ledger_about($1);

-- name: discarded
-- What a person threw away is not lost.
SELECT queue, event_id FROM ledger_discarded();

-- name: culprits
-- What breaks a rule within one service.
SELECT rule, broken, sample FROM ledger_culprits();

-- name: counts
-- What is gone from one service by its age is still counted.
SELECT name, things FROM ledger_counts();

-- name: waiting
-- What is not done yet, beside events.
SELECT name, things FROM ledger_waiting() WHERE things > 0;

-- name: subscriptions
-- Who among the partners must have been told what.
SELECT coalesce(jsonb_agg(to_jsonb(subscription)), '[]')::text FROM ledger_subscriptions() AS subscription;

-- name: references
-- A person looks a request up by its reference.
SELECT id, reference FROM ledger_references($1);

-- name: sealed
-- Some of each kind, to be opened.
SELECT part, subject, field, sealed, ring_key, wrapped FROM ledger_sealed($1);

-- name: days
-- What the anchor outside remembers of each day.
SELECT day, events, mark FROM ledger_days($1, $2);

-- name: tail
-- The newest events one by one: who stores one now may have begun before the anchor was written.
SELECT event_id FROM ledger_tail($1, $2);
