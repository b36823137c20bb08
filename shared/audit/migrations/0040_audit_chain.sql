-- locks: nothing
-- Audits to which rows are added and never changed: each row is linked to the one before it by a
-- hash, made by a function of the owner, whose tables the running service cannot touch. A link is
-- made when the transaction ends: then nothing else is waited for, so no two wait for each other.
CREATE TABLE audit_sources (
    source text PRIMARY KEY,
    row_key text NOT NULL,
    told_at text NOT NULL,
    unlinked text[] NOT NULL,
    least_kept interval NOT NULL,
    since timestamptz NOT NULL DEFAULT network_now(),
    base bigint NOT NULL DEFAULT 0 CHECK (base >= 0),
    base_hash bytea NOT NULL DEFAULT sha256('')
);

CREATE TABLE audit_links (
    source text NOT NULL,
    position bigint NOT NULL CHECK (position > 0),
    row_key text NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (source, position)
);

-- Not unique: a row that an administrator removed and that comes again is still noted.
CREATE INDEX audit_links_row ON audit_links (source, row_key);

-- A column that is added later and empty changes no hash.
CREATE FUNCTION audit_hash(previous bytea, source text, line jsonb) RETURNS bytea
LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
SELECT sha256(previous || convert_to(source || ' ' || jsonb_strip_nulls(line)::text, 'UTF8'));
$$;

CREATE FUNCTION audit_link() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
AS $$
DECLARE
    kept public.audit_sources;
    newest public.audit_links;
    line jsonb := to_jsonb(NEW);
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('audit', 0));
    SELECT * INTO STRICT kept FROM public.audit_sources WHERE source = TG_TABLE_NAME;
    SELECT * INTO newest FROM public.audit_links
    WHERE source = TG_TABLE_NAME ORDER BY position DESC LIMIT 1;
    INSERT INTO public.audit_links (source, position, row_key, hash)
    VALUES (
        TG_TABLE_NAME,
        coalesce(newest.position, kept.base) + 1,
        line ->> kept.row_key,
        public.audit_hash(
            coalesce(newest.hash, kept.base_hash), TG_TABLE_NAME, line - kept.unlinked
        )
    );
    RETURN NULL;
END;
$$;

-- For a migration: from now on the table's rows are linked. `unlinked` columns may change later.
CREATE FUNCTION audit_begin(
    source text, row_key text, told_at text,
    unlinked text[] DEFAULT '{}', least_kept interval DEFAULT interval '90 days'
) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO public.audit_sources (source, row_key, told_at, unlinked, least_kept)
    VALUES (source, row_key, told_at, unlinked, least_kept);
    EXECUTE format(
        'CREATE CONSTRAINT TRIGGER audit_link AFTER INSERT ON public.%I '
        'DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.audit_link()',
        source
    );
END;
$$;

-- Removes what is too old from the front of a chain, whose next link then begins at what is kept of
-- the last one removed. The only way in which a service can remove rows, and never younger ones.
CREATE FUNCTION audit_forget(source text, age interval, most integer) RETURNS SETOF text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    kept public.audit_sources;
    newest_old public.audit_links;
    before timestamptz := public.network_now() - age;
    removed bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('audit', 0));
    SELECT * INTO STRICT kept FROM public.audit_sources AS s WHERE s.source = audit_forget.source;
    IF age < kept.least_kept THEN
        RAISE 'audits are kept for % or longer', kept.least_kept USING ERRCODE = 'check_violation';
    END IF;
    EXECUTE format(
        'WITH old AS ('
        '  SELECT %1$I FROM public.%2$I AS line WHERE %3$I < least($1, $2) AND NOT EXISTS ('
        '    SELECT FROM public.audit_links AS link'
        '    WHERE link.source = %2$L AND link.row_key = line.%1$I::text'
        '  ) ORDER BY %3$I LIMIT $3'
        ') DELETE FROM public.%2$I AS line USING old WHERE line.%1$I = old.%1$I',
        kept.row_key, source, kept.told_at
    ) USING before, kept.since, most;
    GET DIAGNOSTICS removed = ROW_COUNT;
    IF removed = 0 THEN
        EXECUTE format(
            'WITH front AS ('
            '  SELECT link.*, line.%3$I AS told_at'
            '  FROM (SELECT * FROM public.audit_links WHERE source = %2$L ORDER BY position LIMIT $2) AS link'
            '  LEFT JOIN public.%2$I AS line ON line.%1$I::text = link.row_key'
            ') SELECT source, position, row_key, hash FROM front WHERE told_at < $1 AND position < coalesce('
            '  (SELECT min(position) FROM front WHERE told_at >= $1), position + 1'
            ') ORDER BY position DESC LIMIT 1',
            kept.row_key, source, kept.told_at
        ) INTO newest_old USING before, most;
        IF newest_old.position IS NOT NULL THEN
            EXECUTE format(
                'WITH gone AS ('
                '  DELETE FROM public.audit_links WHERE source = %2$L AND position <= $1'
                '  RETURNING row_key'
                ') DELETE FROM public.%2$I AS line USING gone WHERE line.%1$I::text = gone.row_key',
                kept.row_key, source
            ) USING newest_old.position;
            GET DIAGNOSTICS removed = ROW_COUNT;
            UPDATE public.audit_sources AS s
            SET base = newest_old.position, base_hash = newest_old.hash
            WHERE s.source = audit_forget.source;
        END IF;
    END IF;
    RETURN QUERY SELECT source FROM generate_series(1, removed);
END;
$$;

-- The ends of the chains, to be kept elsewhere: without them a tail that was cut off looks like none.
CREATE FUNCTION audit_heads() RETURNS TABLE (source text, "position" bigint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
SELECT kept.source, coalesce(newest.position, kept.base), coalesce(newest.hash, kept.base_hash)
FROM public.audit_sources AS kept
LEFT JOIN LATERAL (
    SELECT link.position, link.hash FROM public.audit_links AS link
    WHERE link.source = kept.source ORDER BY link.position DESC LIMIT 1
) AS newest ON true
ORDER BY kept.source;
$$;

-- Which of the heads that were kept elsewhere the chains do not have any more. What is older than
-- the first link was removed by its age.
CREATE FUNCTION audit_contradicted(sources text[], positions bigint[], hashes bytea[])
RETURNS TABLE (source text, "position" bigint)
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
SELECT head.source, head.position
FROM unnest(sources, positions, hashes) AS head (source, position, hash)
LEFT JOIN public.audit_sources AS kept ON kept.source = head.source
LEFT JOIN public.audit_links AS link
    ON link.source = head.source AND link.position = head.position
WHERE kept.source IS NULL
    OR head.position > kept.base AND link.hash IS DISTINCT FROM head.hash
    OR head.position = kept.base AND kept.base_hash <> head.hash
ORDER BY head.source, head.position;
$$;

-- What is wrong with each chain: rows that were changed, links without their row, positions that are
-- missing, and rows since its beginning that nobody linked.
CREATE FUNCTION audit_ledger()
RETURNS TABLE (
    source text, links bigint, edited bigint, missing bigint, gaps bigint, added bigint, sample text[]
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
AS $$
DECLARE
    kept public.audit_sources;
BEGIN
    FOR kept IN SELECT * FROM public.audit_sources AS s ORDER BY s.source LOOP
        RETURN QUERY EXECUTE format(
            'WITH links AS ('
            '  SELECT position, row_key, hash,'
            '    lag(position, 1, $1) OVER (ORDER BY position) AS before,'
            '    lag(hash, 1, $2) OVER (ORDER BY position) AS previous'
            '  FROM public.audit_links WHERE source = %2$L'
            '), seen AS ('
            '  SELECT link.row_key AS linked, line.%1$I::text AS there,'
            '    link.position <> link.before + 1 AS is_gap,'
            '    link.hash <> public.audit_hash(link.previous, %2$L, to_jsonb(line) - $3) AS is_edited,'
            '    link.row_key IS NULL AND line.%3$I >= $4 AS is_added'
            '  FROM links AS link FULL JOIN public.%2$I AS line ON line.%1$I::text = link.row_key'
            ') SELECT %2$L, count(linked), count(*) FILTER (WHERE is_edited AND NOT is_gap),'
            '  count(*) FILTER (WHERE there IS NULL), count(*) FILTER (WHERE is_gap),'
            '  count(*) FILTER (WHERE is_added),'
            '  (array_agg(coalesce(linked, there)) FILTER ('
            '    WHERE is_edited OR is_gap OR is_added OR there IS NULL'
            '  ))[1:5]'
            ' FROM seen',
            kept.row_key, kept.source, kept.told_at
        ) USING kept.base, kept.base_hash, kept.unlinked, kept.since;
    END LOOP;
END;
$$;
