-- name: append_events
-- One statement for all, in the transaction that makes them true.
INSERT INTO outbox (event_id, type, subject, subject_version, traceparent, body)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[]);

-- name: unsent_events
-- By position, so that events of one subject leave in their order; a shard has one relay.
SELECT position, event_id, type, subject, traceparent, body
FROM outbox
WHERE sent_at IS NULL AND position > $1 AND shard = ANY ($2::smallint[])
ORDER BY position
LIMIT $3;

-- name: mark_sent
-- Only after the broker confirmed: a crash in between sends again, and inboxes know it.
UPDATE outbox SET sent_at = network_now() WHERE position = ANY ($1::bigint[]);

-- name: outbox_lag
-- What an operator watches: a growing age says that the broker or the relay is away.
SELECT count(*) AS unsent, coalesce(extract(epoch FROM network_now() - min(created_at)), 0)::float8 AS oldest
FROM outbox
WHERE sent_at IS NULL;

-- name: claim_event
-- Nothing comes back for an event that was handled: its work is not done twice.
INSERT INTO inbox (consumer, event_id, type)
VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING
RETURNING event_id;

-- name: claim_events
-- In one order, so that two batches that share events wait for each other and never deadlock.
INSERT INTO inbox (consumer, event_id, type)
SELECT $1, * FROM unnest($2::uuid[], $3::text[]) AS event (id, type)
ORDER BY event.id
ON CONFLICT DO NOTHING
RETURNING event_id;

-- name: end_when_idle
-- The relay looks after its session all the time: one that rests belongs to a host that is gone.
SELECT set_config('idle_session_timeout', $1, false);

-- name: join_relays
-- Held as long as the session lives; a relay that dies has left.
SELECT pg_advisory_lock_shared($1, 0);

-- name: relays
-- In one order that all of them see, so that each knows its part of the shards.
SELECT pid, pid = pg_backend_pid() AS is_self
FROM pg_locks
WHERE locktype = 'advisory' AND classid = $1::oid AND objid = 0 AND objsubid = 2
    AND mode = 'ShareLock' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY pid;

-- name: take_shard
-- Two relays on one shard would break the order within a subject.
SELECT pg_try_advisory_lock($1, $2);

-- name: give_back_shard
-- For a relay that came later and has too few.
SELECT pg_advisory_unlock($1, $2);

-- name: forget_outbox
-- Only what `verify` proved to have arrived: its sum stays in `proven_sums`.
DELETE FROM outbox
WHERE position IN (
    SELECT position
    FROM outbox
    WHERE event_id < (SELECT before FROM proven)
        AND created_at < (SELECT network_now()) - $1::interval
        AND sent_at IS NOT NULL
    ORDER BY event_id
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
RETURNING 'outbox';

-- name: forget_inbox
-- Only what was proven, and consumer by consumer: so the primary key finds the oldest.
WITH RECURSIVE consumers (name) AS (
    SELECT min(consumer) FROM inbox
    UNION ALL
    SELECT (SELECT min(consumer) FROM inbox WHERE consumer > name) FROM consumers WHERE name IS NOT NULL
),
old AS (
    SELECT name AS consumer, event_id
    FROM consumers
    CROSS JOIN LATERAL (
        SELECT event_id
        FROM inbox
        WHERE consumer = name
            AND event_id < (SELECT before FROM proven)
            AND received_at < (SELECT network_now()) - $1::interval
        ORDER BY event_id
        LIMIT $2
        FOR UPDATE SKIP LOCKED
    ) AS of_one
    LIMIT $2
)
DELETE FROM inbox
USING old
WHERE inbox.consumer = old.consumer AND inbox.event_id = old.event_id
RETURNING 'inbox';

-- name: forget_parked_audit
-- Small, for a person did each of them; older than that nobody asks who it was.
SELECT audit_forget('parked_audit', $1, $2);

-- name: forget_replay_audit
-- Small, like what was done with parked messages, and kept as long.
SELECT audit_forget('replay_audit', $1, $2);

-- name: audit_parked
-- What a person did with a message must be answerable later.
INSERT INTO parked_audit (queue, event_id, action, actor, reason) VALUES ($1, $2, $3, $4, $5);

-- name: empty_letters
-- The event stays as it was said, without what only notify could read: it still counts.
UPDATE outbox
SET body = jsonb_set(body::jsonb, '{data,sealed}', '""')::text, emptied_at = network_now()
WHERE subject = ANY ($1::text[]) AND type = 'notification.requested' AND emptied_at IS NULL;

-- name: template_of_letter
-- Only who asked for a letter knows what it was for; news for partners were asked for by nobody.
SELECT body::jsonb #>> '{data,template}'
FROM outbox
WHERE subject = $1 AND subject_version = 1 AND type = 'notification.requested';

-- name: empty_letters_of
-- Whoever is erased has letters on their way: they are few, and found among the open ones.
UPDATE outbox
SET body = jsonb_set(body::jsonb, '{data,sealed}', '""')::text, emptied_at = network_now()
WHERE type = 'notification.requested' AND emptied_at IS NULL
    AND body::jsonb #>> '{data,whose}' = $1::text;

-- name: empty_expired_letters
-- Notify may never have heard of it: after its time nobody needs it, sent or not.
UPDATE outbox
SET body = jsonb_set(body::jsonb, '{data,sealed}', '""')::text, emptied_at = network_now()
WHERE position IN (
    SELECT position
    FROM outbox
    WHERE type = 'notification.requested' AND emptied_at IS NULL
        AND (body::jsonb #>> '{data,expires_at}')::timestamptz <= (SELECT network_now())
    ORDER BY position
    LIMIT $1
    FOR UPDATE SKIP LOCKED
);

-- name: open_letters_by_key
-- A key of notify may go when no letter is on its way that only it opens.
SELECT body::jsonb #>> '{data,sealed_for}' AS key, count(*) AS letters
FROM outbox
WHERE type = 'notification.requested' AND emptied_at IS NULL
GROUP BY key;

-- name: said_since
-- In their order, page by page; what was emptied cannot be said again.
SELECT position, event_id, type, subject, traceparent, body, emptied_at IS NOT NULL AS is_emptied
FROM outbox
WHERE sent_at IS NOT NULL AND created_at >= $1 AND type = ANY ($2::text[]) AND position > $3
ORDER BY position
LIMIT $4;

-- name: settled_among
-- Handled, proven to have been before its trace was removed, or thrown away by a person.
SELECT event_id FROM inbox WHERE consumer = $1 AND event_id = ANY ($2::uuid[])
UNION
SELECT event_id FROM unnest($2::uuid[]) AS event_id WHERE event_id < (SELECT before FROM proven)
UNION
SELECT event_id::uuid
FROM parked_audit
WHERE action = 'discarded' AND event_id = ANY ($2::uuid[]::text[]) AND queue = ANY ($3::text[]);

-- name: begin_replay
-- Stored before the first event is sent, so that no replay is without a trace.
INSERT INTO replay_audit (publisher, consumer, since, actor) VALUES ($1, $2, $3, $4) RETURNING id;

-- name: count_replayed
-- After each page: a replay that was cut off says how far it came. Nothing else of the row may change.
UPDATE replay_audit SET sent = sent + $2 WHERE id = $1;
