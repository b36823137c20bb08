-- locks: nothing
-- What a service tells `verify` of its own records. A book is a function `book_<name>(told)` of the
-- service: a row a thing, with the fact that another service's book must state in the same words.
--   at       when it ended or was said: what is older may be removed and is left out
--   changed  when it last changed: what is young may be on its way still
-- Counts and marks are made here, by buckets of ids; ids leave only where buckets differ. A mark
-- finds accidents; where two servers made other marks, the rows themselves are compared.
CREATE FUNCTION ledger_bucket(id uuid) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS 'SELECT (get_byte(uuid_send(id), 14) & 15) * 256 + get_byte(uuid_send(id), 15)';

CREATE FUNCTION ledger_buckets(book text, since timestamptz, told jsonb)
RETURNS TABLE (bucket integer, entries bigint, mark bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT ledger_bucket(id), count(*), bit_xor(hashtextextended(id || '' '' || fact, 0))
        FROM %I($1) WHERE at IS NULL OR at >= $2 GROUP BY 1', 'book_' || book
    ) USING told, since;
END
$$;

CREATE FUNCTION ledger_entries(book text, since timestamptz, told jsonb, buckets integer[])
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT id, fact, at, changed FROM %I($1)
        WHERE (at IS NULL OR at >= $2) AND ledger_bucket(id) = ANY ($3)', 'book_' || book
    ) USING told, since, buckets;
END
$$;

-- What was said and sent, by type; and what was heard, by consumer and type.
CREATE FUNCTION ledger_said(since uuid)
RETURNS TABLE (type text, bucket integer, entries bigint, mark bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT type, ledger_bucket(event_id), count(*), bit_xor(uuid_hash_extended(event_id, 0))
    FROM outbox
    WHERE sent_at IS NOT NULL AND event_id >= since
    GROUP BY 1, 2
$$;

CREATE FUNCTION ledger_heard(since uuid)
RETURNS TABLE (consumer text, type text, bucket integer, entries bigint, mark bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT consumer, type, ledger_bucket(event_id), count(*), bit_xor(uuid_hash_extended(event_id, 0))
    FROM inbox
    WHERE event_id >= since
    GROUP BY 1, 2, 3
$$;

CREATE FUNCTION ledger_said_ids(kind text, since uuid, buckets integer[])
RETURNS TABLE (event_id uuid, said_at timestamptz, sent_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT event_id, created_at, sent_at
    FROM outbox
    WHERE type = kind AND event_id >= since AND ledger_bucket(event_id) = ANY (buckets)
$$;

CREATE FUNCTION ledger_heard_ids(who text, kind text, since uuid, buckets integer[])
RETURNS TABLE (event_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT event_id
    FROM inbox
    WHERE consumer = who AND type = kind AND event_id >= since
        AND ledger_bucket(event_id) = ANY (buckets)
$$;

CREATE FUNCTION ledger_unsent()
RETURNS TABLE (type text, events bigint, oldest timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT type, count(*), min(created_at) FROM outbox WHERE sent_at IS NULL GROUP BY type
$$;

-- Parked and discarded events: what they are about explains what is missing elsewhere.
CREATE FUNCTION ledger_about(events uuid[])
RETURNS TABLE (event_id uuid, type text, about uuid, correlation uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT event_id, type, substr(subject, position('/' IN subject) + 1)::uuid,
        (body::jsonb ->> 'correlationid')::uuid
    FROM outbox
    WHERE event_id = ANY (events)
$$;

CREATE FUNCTION ledger_discarded()
RETURNS TABLE (queue text, event_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT queue, event_id FROM parked_audit WHERE action = 'discarded'
$$;

-- What was proven, and what a proof up to another id would add to its sums.
CREATE FUNCTION ledger_proof()
RETURNS TABLE (before uuid, proven_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
'SELECT before, proven_at FROM proven';

CREATE FUNCTION ledger_proof_sums()
RETURNS TABLE (account text, consumer text, type text, events bigint, ids uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
'SELECT account, consumer, type, events, ids FROM proven_sums';

CREATE FUNCTION ledger_bits(id uuid) RETURNS bit(128) LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT ('x' || replace(id::text, '-', ''))::bit(128) $$;

CREATE FUNCTION ledger_sums(lowest uuid, mark uuid, who text)
RETURNS TABLE (account text, type text, events bigint, ids bit)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT 'sent', type, count(*), bit_xor(ledger_bits(event_id))
    FROM outbox
    WHERE sent_at IS NOT NULL AND event_id >= lowest AND event_id < mark
    GROUP BY type
    UNION ALL
    SELECT 'handled', type, count(*), bit_xor(ledger_bits(event_id))
    FROM inbox
    WHERE consumer = who AND event_id >= lowest AND event_id < mark
    GROUP BY type
$$;

CREATE FUNCTION ledger_lowest_kept(age interval) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT event_id
    FROM outbox
    WHERE created_at >= (SELECT network_now()) - age OR sent_at IS NULL
    ORDER BY event_id
    LIMIT 1
$$;

CREATE FUNCTION ledger_newest_event() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
'SELECT event_id FROM outbox ORDER BY event_id DESC LIMIT 1';

-- For the anchor outside: what was said each day before a moment, and the ids from then on.
CREATE FUNCTION ledger_days(since timestamptz, until timestamptz)
RETURNS TABLE (day date, events bigint, mark bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT (created_at AT TIME ZONE 'UTC')::date, count(*),
        bit_xor(hashtextextended(event_id || type || subject || ' ' || subject_version, 0))
    FROM outbox
    WHERE created_at >= since AND created_at < until
    GROUP BY 1
$$;

CREATE FUNCTION ledger_tail(since timestamptz, events uuid[])
RETURNS TABLE (event_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT event_id FROM outbox WHERE created_at >= since AND (events IS NULL OR event_id = ANY (events))
$$;

-- Rules within one service: `culprits()` of the service names what breaks which, beside these about
-- its events. A subject's numbers have no gap: a service says its subjects alone, but for a letter,
-- whose end notify says as number 2. One that began before what was proven may lack its first ones.
CREATE FUNCTION culprits_of_events() RETURNS TABLE (rule text, culprit text)
LANGUAGE sql STABLE AS $$
    WITH mark AS (
        SELECT coalesce(
            (SELECT before FROM proven), '00000000-0000-0000-0000-000000000000'
        ) AS before, (SELECT proven_at FROM proven) AS at
    )
    SELECT 'versions of a subject are 1, 2, 3…', subject
    FROM outbox, mark
    WHERE event_id >= before
    GROUP BY subject, before
    HAVING max(subject_version) - min(subject_version) + 1 <> count(*)
        OR min(subject_version) > CASE WHEN subject LIKE 'notification/%' THEN 2 ELSE 1 END
        AND left(split_part(subject, '/', 2), 13) > left(before::text, 13)
    UNION ALL
    SELECT 'nothing is said or handled below the watermark', event_id::text
    FROM outbox, mark
    WHERE event_id < before AND created_at > at
    UNION ALL
    SELECT 'nothing is said or handled below the watermark', event_id::text
    FROM inbox, mark
    WHERE event_id < before AND received_at > at
$$;

CREATE FUNCTION ledger_culprits() RETURNS TABLE (rule text, broken bigint, sample text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT found.rule, count(*), (array_agg(culprit ORDER BY culprit))[:5]
    FROM (SELECT * FROM culprits_of_events() UNION ALL SELECT * FROM culprits()) AS found
    GROUP BY found.rule;
END
$$;

CREATE FUNCTION ledger_counts() RETURNS TABLE (name text, things bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
'BEGIN RETURN QUERY SELECT * FROM counts(); END';

-- Work that is not done yet, beside events that are not sent.
CREATE FUNCTION ledger_waiting() RETURNS TABLE (name text, things bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
'BEGIN RETURN QUERY SELECT * FROM waiting(); END';

-- Of what was said before this an event may be gone, and of what ended before that a row.
CREATE FUNCTION said_since() RETURNS timestamptz LANGUAGE sql STABLE
AS $$ SELECT network_now() - interval '28 days' $$;
