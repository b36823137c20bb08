-- locks: event_log
-- The log is going to lie in a table a month. What is there stays where it is, as the table of all that came
-- before: that everything is before a day is said here, and looked through beside writers by the next one.
DO $$
BEGIN
    EXECUTE format(
        'ALTER TABLE event_log ADD CONSTRAINT event_log_first_months CHECK (recorded_at < %L) NOT VALID',
        (
            date_trunc('month', greatest(
                network_now(), (SELECT recorded_at FROM event_log ORDER BY position DESC LIMIT 1)
            ) AT TIME ZONE 'UTC') + interval '2 months'
        ) AT TIME ZONE 'UTC'
    );
END
$$;

-- Each batch that is stored is linked to the one before it: `hash` is of that one's and of the digests of the
-- rows after its `position`, up to this one. `marks` are the beginnings of the digests, to name the row that
-- was changed. A link of no events stands for what was stored before there were links.
CREATE TABLE log_links (
    position bigint PRIMARY KEY CHECK (position > 0),
    events bigint NOT NULL CHECK (events >= 0),
    marks bytea NOT NULL,
    hash bytea NOT NULL,
    linked_at timestamptz NOT NULL DEFAULT network_now()
);

SELECT audit_begin('log_links', 'position', 'linked_at', '{marks}');

-- What is told of a row: its columns, a line each, the body by its hash.
CREATE FUNCTION log_digest(
    "position" bigint, event_id uuid, type text, subject text, subject_version bigint, correlation_id uuid,
    occurred_at timestamptz, municipality text, activation_id uuid, exercise boolean, body jsonb,
    recorded_at timestamptz
) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT sha256(convert_to(concat_ws(E'\n',
        position, event_id, type, subject, subject_version, correlation_id,
        to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
        coalesce(municipality, ''), activation_id, exercise,
        encode(sha256(convert_to(body::text, 'UTF8')), 'hex'),
        to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
    ), 'UTF8'))
$$;

CREATE FUNCTION log_digests(after bigint, until bigint) RETURNS TABLE (place bigint, digest bytea)
LANGUAGE sql STABLE AS $$
    SELECT position, public.log_digest(
        position, event_id, type, subject, subject_version, correlation_id, occurred_at, municipality,
        activation_id, exercise, body, recorded_at
    )
    FROM public.event_log
    WHERE position > after AND position <= until
    ORDER BY position
$$;

CREATE FUNCTION log_hash(previous bytea, digests bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT sha256(previous || digests)';

-- Projections are made anew beside the live ones, in a schema of their own that lives as long as the rebuild.
-- Unlogged, all of it: after a crash of the server the progress is gone together with the rows.
CREATE FUNCTION shadow_begin(projections text[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    projection text;
BEGIN
    DROP SCHEMA IF EXISTS rebuild CASCADE;
    CREATE SCHEMA rebuild;
    CREATE UNLOGGED TABLE rebuild.progress (
        made_by text NOT NULL, position bigint NOT NULL, facts bigint NOT NULL, later jsonb NOT NULL
    );
    FOREACH projection IN ARRAY projections LOOP
        EXECUTE format(
            'CREATE UNLOGGED TABLE rebuild.%1$I (LIKE public.%1$I INCLUDING ALL)', projection
        );
    END LOOP;
END
$$;

-- Only rows that differ are put in the place of others: rights, indexes and whoever is just reading keep what
-- they have, and where the live ones were right nothing is written. Gives how many differed.
CREATE FUNCTION shadow_swap(projection text) RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    gone bigint;
    come bigint;
BEGIN
    EXECUTE format(
        'DELETE FROM public.%1$I AS live WHERE NOT EXISTS ('
        'SELECT FROM rebuild.%1$I AS made WHERE made::text = live::text)', projection
    );
    GET DIAGNOSTICS gone = ROW_COUNT;
    EXECUTE format(
        'INSERT INTO public.%1$I SELECT made.* FROM rebuild.%1$I AS made WHERE NOT EXISTS ('
        'SELECT FROM public.%1$I AS live WHERE live::text = made::text)', projection
    );
    GET DIAGNOSTICS come = ROW_COUNT;
    RETURN greatest(gone, come);
END
$$;
