-- name: keep_delivery
-- A notification, or an event for one endpoint, that comes again is known by a unique index.
INSERT INTO deliveries (
    id, channel, event_id, about, correlation_id, municipality, traceparent, activation_id,
    exercise, kind, version, expires_at, endpoint_id, whose, place, organisation_id
)
VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
    coalesce(
        $16, (SELECT organisation_id FROM endpoints WHERE id = $13), '00000000-0000-0000-0000-000000000000'
    )
)
ON CONFLICT DO NOTHING
RETURNING id;

-- name: claim_of_kind
-- Each sender takes only the kind it can carry. The lease is counted by the network's clock. Of what
-- was cut off one is tried at a time, the least often cut off first: what was only in hand when
-- another killed the process is sent before it kills again.
WITH moment AS MATERIALIZED (SELECT network_now() AS now),
cut_off AS MATERIALIZED (
    SELECT id, interrupted, due_at, coalesce(leased_until > moment.now, false) AS is_leased
    FROM deliveries
    CROSS JOIN moment
    WHERE channel = $1 AND endpoint_id IS NULL AND state = 'waiting' AND interrupted > 0
),
suspect AS (
    SELECT id
    FROM cut_off
    WHERE NOT is_leased AND due_at <= (SELECT now FROM moment)
        AND NOT EXISTS (SELECT FROM cut_off AS tried WHERE is_leased AND interrupted > 1)
    ORDER BY interrupted, due_at
    LIMIT 1
),
due AS (
    SELECT id
    FROM deliveries
    WHERE channel = $1 AND endpoint_id IS NULL AND state = 'waiting'
        AND due_at <= (SELECT now FROM moment)
        AND (leased_until IS NULL OR leased_until <= (SELECT now FROM moment))
        AND (interrupted = 0 OR id IN (SELECT id FROM suspect))
    ORDER BY due_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
),
claimed AS (
    UPDATE deliveries
    SET leased_until = (SELECT now FROM moment) + $3::interval, attempts = attempts + 1,
        tries = tries + 1, interrupted = interrupted + 1
    FROM due
    WHERE deliveries.id = due.id
    RETURNING deliveries.id, channel, event_id, about, correlation_id, municipality, traceparent,
        activation_id, exercise, whose, kind, place, attempts, tries, created_at, expires_at,
        interrupted - 1 AS interrupted
),
noted AS (
    INSERT INTO attempts (delivery_id, number) SELECT id, attempts FROM claimed
)
SELECT claimed.*, expires_at <= moment.now AS expired, moment.now - created_at AS age
FROM claimed
CROSS JOIN moment;

-- name: claim_calls
-- $3 in flight an endpoint at most, none to one that rests; the one with the fewest comes first, so
-- that a slow one delays no other. Of what an endpoint hears of one subject the first goes alone: what
-- comes later waits until it is heard. The lease is counted by the network's clock.
WITH moment AS MATERIALIZED (SELECT network_now() AS now),
room AS (
    SELECT endpoints.id, $3 - count(deliveries.id) AS free
    FROM endpoints
    LEFT JOIN deliveries
        ON deliveries.endpoint_id = endpoints.id
        AND deliveries.leased_until > (SELECT now FROM moment)
    WHERE endpoints.enabled
        AND (endpoints.rests_until IS NULL OR endpoints.rests_until <= (SELECT now FROM moment))
    GROUP BY endpoints.id
    HAVING count(deliveries.id) < $3
    ORDER BY free DESC, random()
),
due AS (
    SELECT waiting.id
    FROM room
    CROSS JOIN LATERAL (
        SELECT id
        FROM deliveries
        WHERE endpoint_id = room.id AND state = 'waiting'
            AND due_at <= (SELECT now FROM moment)
            AND (leased_until IS NULL OR leased_until <= (SELECT now FROM moment))
            AND NOT EXISTS (
                SELECT
                FROM deliveries AS earlier
                WHERE earlier.endpoint_id = room.id AND earlier.state = 'waiting'
                    AND earlier.about = deliveries.about
                    AND (earlier.place, earlier.id) < (deliveries.place, deliveries.id)
            )
        ORDER BY due_at
        LIMIT room.free
        FOR UPDATE SKIP LOCKED
    ) AS waiting
    LIMIT $1
),
claimed AS (
    UPDATE deliveries
    SET leased_until = (SELECT now FROM moment) + $2::interval, attempts = attempts + 1,
        tries = tries + 1, interrupted = interrupted + 1
    FROM due
    WHERE deliveries.id = due.id
    RETURNING deliveries.id, channel, event_id, about, correlation_id, municipality, traceparent,
        activation_id, exercise, whose, kind, place, attempts, tries, created_at,
        interrupted - 1 AS interrupted
),
noted AS (
    INSERT INTO attempts (delivery_id, number) SELECT id, attempts FROM claimed
)
SELECT claimed.*, false AS expired, moment.now - created_at AS age
FROM claimed
CROSS JOIN moment;

-- name: mark_sent
-- The endpoint heard us in the same moment: what the page says of both must agree. When it was silent
-- for a while, all that waits for it is tried now; who changes one of those meanwhile is not waited for.
WITH moment AS MATERIALIZED (SELECT network_now() AS now),
noted AS (
    UPDATE attempts SET ended_at = (SELECT now FROM moment), response = $3
    WHERE delivery_id = $1 AND number = $2
),
settled AS (
    UPDATE deliveries
    SET state = 'sent', due_at = NULL, leased_until = NULL,
        finished_at = (SELECT now FROM moment), response = $3, version = version + 1
    WHERE id = $1 AND attempts = $2 AND state = 'waiting'
    RETURNING version, endpoint_id
),
heard AS (
    UPDATE endpoints
    SET last_success_at = (SELECT now FROM moment), rests_since = NULL, failing_since = NULL
    FROM settled
    WHERE endpoints.id = settled.endpoint_id
),
put_off AS (
    SELECT deliveries.id
    FROM deliveries
    JOIN endpoints ON endpoints.id = deliveries.endpoint_id
    WHERE deliveries.endpoint_id = (SELECT endpoint_id FROM settled)
        AND deliveries.state = 'waiting' AND deliveries.id <> $1
        AND deliveries.due_at > (SELECT now FROM moment)
        AND endpoints.failing_since < (SELECT now FROM moment) - interval '5 minutes'
    FOR UPDATE OF deliveries SKIP LOCKED
),
woken AS (
    UPDATE deliveries SET due_at = (SELECT now FROM moment)
    WHERE id IN (SELECT id FROM put_off)
)
SELECT version FROM settled;

-- name: mark_failed
-- Only the attempt that holds the lease may say how it ended; an earlier one is noted and no more.
WITH moment AS MATERIALIZED (SELECT network_now() AS now),
noted AS (
    UPDATE attempts SET ended_at = (SELECT now FROM moment), response = $3
    WHERE delivery_id = $1 AND number = $2
)
UPDATE deliveries
SET state = 'failed', due_at = NULL, leased_until = NULL,
    finished_at = (SELECT now FROM moment), response = $3, reason = $4, version = version + 1
WHERE id = $1 AND attempts = $2 AND state = 'waiting'
RETURNING version;

-- name: recall
-- An attempt that is under way finds that its delivery has ended. Nobody needs to look after what
-- was meant to end, so it is handled from the start.
WITH moment AS MATERIALIZED (SELECT network_now() AS now)
UPDATE deliveries
SET state = 'failed', due_at = NULL, leased_until = NULL, finished_at = moment.now,
    handled_at = moment.now, response = $2, reason = $2, version = version + 1
FROM moment
WHERE whose = $1 AND state = 'waiting'
RETURNING id, channel, event_id, about, correlation_id, municipality, traceparent, activation_id,
    exercise, whose, kind, place, attempts, tries, version, false AS expired, moment.now - created_at AS age,
    0 AS interrupted;

-- name: letters_to
-- What they said is gone with their fate; that they were written is known.
SELECT count(*) AS letters, min(created_at) AS first, max(created_at) AS last
FROM deliveries
WHERE whose = ANY ($1::uuid[]);

-- name: put_off
-- A letter comes due at the latest when it expires, so that its content goes in time.
WITH moment AS MATERIALIZED (SELECT network_now() AS now),
noted AS (
    UPDATE attempts SET ended_at = (SELECT now FROM moment), response = $3
    WHERE delivery_id = $1 AND number = $2
)
UPDATE deliveries
SET due_at = least((SELECT now FROM moment) + $4::interval, expires_at), leased_until = NULL,
    response = $3, interrupted = 0
WHERE id = $1 AND attempts = $2 AND state = 'waiting';

-- name: send_again
-- Only news can be: they have an endpoint and keep their content. It is switched on to get them.
WITH again AS (
    UPDATE deliveries
    SET state = 'waiting', due_at = network_now(), finished_at = NULL, reason = NULL, tries = 0,
        handled_at = NULL, interrupted = 0
    WHERE id = $1 AND state = 'failed' AND endpoint_id IS NOT NULL
    RETURNING id, endpoint_id
),
switched_on AS (
    UPDATE endpoints
    SET enabled = true, disabled_at = NULL, rests_until = NULL, failing_since = NULL,
        told_off_at = NULL
    FROM again
    WHERE endpoints.id = again.endpoint_id AND checked_at IS NOT NULL AND removed_at IS NULL
)
SELECT id FROM again;

-- name: send_missed
-- What a person let go, or has seen to, stays ended. Each schedule begins anew, in the order of the
-- subject: who comes back after days is not kept waiting for the last step of an old one.
WITH moment AS MATERIALIZED (SELECT network_now() AS now),
again AS (
    UPDATE deliveries
    SET state = 'waiting', due_at = (SELECT now FROM moment), finished_at = NULL, reason = NULL,
        tries = 0, interrupted = 0
    WHERE endpoint_id = $1 AND state = 'failed' AND handled_at IS NULL
        AND finished_at >= coalesce($2::timestamptz, '-infinity')
    RETURNING id
),
waiting AS (
    UPDATE deliveries SET due_at = (SELECT now FROM moment), tries = 0
    WHERE endpoint_id = $1 AND state = 'waiting'
        AND (leased_until IS NULL OR leased_until <= (SELECT now FROM moment))
)
SELECT count(*) FROM again;

-- name: mark_handled
-- A second press finds nothing, so that the page can say that nothing was done.
UPDATE deliveries SET handled_at = network_now()
WHERE id = $1 AND state = 'failed' AND handled_at IS NULL
RETURNING id;

-- name: let_go
-- Some at a time: what a partner is not told any more is said of each, in one transaction. They are
-- chosen once, before: within the condition the choice may be made again for each row.
WITH moment AS MATERIALIZED (SELECT network_now() AS now),
oldest AS MATERIALIZED (
    SELECT id FROM deliveries
    WHERE endpoint_id = $1 AND state = 'waiting'
    ORDER BY due_at
    LIMIT $3
    FOR UPDATE SKIP LOCKED
)
UPDATE deliveries
SET state = 'failed', due_at = NULL, leased_until = NULL, finished_at = moment.now,
    handled_at = moment.now, response = $2, reason = $2, version = version + 1
FROM moment
WHERE id IN (SELECT id FROM oldest)
RETURNING id, channel, event_id, about, correlation_id, municipality, traceparent, activation_id,
    exercise, whose, kind, place, attempts, tries, version, false AS expired, moment.now - created_at AS age,
    0 AS interrupted;

-- name: forget_deliveries
-- With their attempts and what is left of their content: these hang on them.
WITH oldest AS MATERIALIZED (
    SELECT id
    FROM deliveries
    WHERE state <> 'waiting' AND finished_at < (SELECT network_now()) - $1::interval
    ORDER BY finished_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
)
DELETE FROM deliveries
WHERE id IN (SELECT id FROM oldest)
RETURNING 'deliveries';
