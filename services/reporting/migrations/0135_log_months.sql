-- locks: event_log
-- The log lies in a table for each month in which facts arrived; what was there is the first of them, as it is:
-- no row is read or moved. Nobody writes while names are exchanged, which takes a moment.
ALTER TABLE event_log RENAME TO event_log_first;
ALTER TABLE event_log_first ALTER COLUMN position DROP IDENTITY;
ALTER TABLE event_log_first DROP CONSTRAINT event_log_pkey;
ALTER TABLE event_log_first ADD PRIMARY KEY USING INDEX event_log_first_pkey;
ALTER TABLE event_log_first RENAME CONSTRAINT event_log_event_id_key TO event_log_first_event_id_key;
ALTER INDEX event_log_escalated RENAME TO event_log_first_escalated;
ALTER INDEX event_log_journey RENAME TO event_log_first_journey;
ALTER INDEX event_log_linked RENAME TO event_log_first_linked;
ALTER INDEX event_log_partners RENAME TO event_log_first_partners;
ALTER INDEX event_log_purchases RENAME TO event_log_first_purchases;
ALTER INDEX event_log_referral RENAME TO event_log_first_referral;
ALTER INDEX event_log_referrals RENAME TO event_log_first_referrals;

-- An event is there once by the inbox, and within a month by that month's own key of event ids.
CREATE TABLE event_log (
    position bigint GENERATED ALWAYS AS IDENTITY,
    event_id uuid NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    subject_version bigint NOT NULL,
    correlation_id uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    municipality text,
    exercise boolean NOT NULL,
    body jsonb NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT network_now(),
    activation_id uuid NOT NULL,
    CONSTRAINT event_log_subject_version_check CHECK (subject_version >= 1),
    PRIMARY KEY (position, recorded_at)
) PARTITION BY RANGE (recorded_at);

CREATE INDEX event_log_escalated ON event_log (occurred_at) INCLUDE (correlation_id)
WHERE type = 'request.escalated' AND NOT exercise;
CREATE INDEX event_log_journey ON event_log (correlation_id);
CREATE INDEX event_log_linked ON event_log (occurred_at) INCLUDE (subject)
WHERE type = 'request.linked' AND NOT exercise;
CREATE INDEX event_log_partners ON event_log (subject, subject_version DESC) WHERE subject LIKE 'partner/%';
CREATE INDEX event_log_purchases ON event_log (subject, subject_version DESC) WHERE subject LIKE 'purchase/%';
CREATE INDEX event_log_referral ON event_log (subject, subject_version DESC) WHERE subject LIKE 'referral/%';
CREATE INDEX event_log_referrals ON event_log (occurred_at) WHERE subject LIKE 'referral/%' AND NOT exercise;

CREATE TRIGGER event_log_is_append_only
BEFORE UPDATE OR DELETE OR TRUNCATE ON event_log
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What is stored is linked in the same transaction. Writers take turns, before positions are drawn: the order of
-- positions is that of the commits, and nobody who reads up to one misses what comes below it later.
CREATE FUNCTION log_turn() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('event_log', 0));
    RETURN NULL;
END
$$;

CREATE FUNCTION log_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO public.log_links (position, events, marks, hash)
    SELECT max(place), count(*), string_agg(substr(digest, 1, 8), '' ORDER BY place),
        public.log_hash(
            coalesce(
                (SELECT hash FROM public.log_links ORDER BY position DESC LIMIT 1), sha256('')
            ),
            string_agg(digest, '' ORDER BY place)
        )
    FROM (
        SELECT position AS place, public.log_digest(
            position, event_id, type, subject, subject_version, correlation_id, occurred_at,
            municipality, activation_id, exercise, body, recorded_at
        ) AS digest
        FROM come
        ORDER BY position
    ) AS rows
    HAVING count(*) > 0;
    RETURN NULL;
END
$$;

CREATE TRIGGER event_log_in_turn BEFORE INSERT ON event_log
FOR EACH STATEMENT EXECUTE FUNCTION log_turn();
CREATE TRIGGER event_log_is_linked AFTER INSERT ON event_log
REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION log_link();

-- Makes the tables of this month and the next two, where there are none. The service may call it and make
-- nothing else. A month of which there are rows already, since none was made in time, stays where they are.
CREATE FUNCTION log_months() RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET lock_timeout = '2s'
AS $$
DECLARE
    month timestamptz;
    name text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('log_months', 0));
    FOR month IN
        SELECT date_trunc('month', public.network_now()) + ahead * interval '1 month'
        FROM generate_series(0, 2) AS ahead
    LOOP
        name := 'event_log_' || to_char(month, 'YYYY_MM');
        CONTINUE WHEN to_regclass('public.' || name) IS NOT NULL;
        BEGIN
            EXECUTE format(
                'CREATE TABLE %1$s (LIKE public.event_log_first INCLUDING DEFAULTS INCLUDING CONSTRAINTS'
                ' INCLUDING INDEXES);'
                'CREATE TRIGGER event_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %1$s'
                ' FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();'
                'ALTER TABLE public.event_log ATTACH PARTITION %1$s FOR VALUES FROM (%2$L) TO (%3$L)',
                format('public.%I', name), month, month + interval '1 month'
            );
            RETURN NEXT name;
        EXCEPTION WHEN invalid_object_definition OR check_violation THEN
            -- it overlaps with the first table, or rows of it are among the others
            CONTINUE;
        END;
    END LOOP;
END
$$;

-- Whoever could use the table can use it by its name, from the same moment.
DO $$
DECLARE
    given record;
    is_empty boolean := NOT EXISTS (SELECT FROM event_log_first);
    newest bigint := coalesce((SELECT max(position) FROM event_log_first), 0);
BEGIN
    FOR given IN
        SELECT grantee::regrole AS role, privilege_type AS privilege
        FROM pg_class, aclexplode(relacl)
        WHERE pg_class.oid = 'event_log_first'::regclass AND grantee NOT IN (0, relowner)
    LOOP
        EXECUTE format('GRANT %s ON event_log TO %s', given.privilege, given.role);
        EXECUTE format('REVOKE %s ON event_log_first FROM %s', given.privilege, given.role);
    END LOOP;
    EXECUTE format('ALTER TABLE event_log ALTER COLUMN position RESTART WITH %s', newest + 1);
    EXECUTE format(
        'ALTER TABLE event_log ATTACH PARTITION event_log_first FOR VALUES FROM (MINVALUE) TO (%L)',
        CASE
            WHEN is_empty THEN date_trunc('month', network_now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
            ELSE (
                SELECT substring(pg_get_constraintdef(oid) FROM '''([^'']+)''')::timestamptz
                FROM pg_constraint WHERE conname = 'event_log_first_months'
            )
        END
    );
    IF newest > 0 THEN
        INSERT INTO log_links (position, events, marks, hash)
        VALUES (newest, 0, '', sha256(convert_to('before ' || newest, 'UTF8')));
    END IF;
END
$$;
ALTER TABLE event_log_first DROP CONSTRAINT event_log_first_months;

-- What arrives in a month that has no table is never refused.
CREATE TABLE event_log_other (
    LIKE event_log_first INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES
);
CREATE TRIGGER event_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_log_other
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE event_log ATTACH PARTITION event_log_other DEFAULT;
SELECT log_months();
