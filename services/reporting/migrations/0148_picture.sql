-- locks: nothing
-- The situation picture: a row a request, as somebody looks at it now, and what they add up to by hour and
-- by day, kept with each change of a row in its transaction.
CREATE TABLE picture_requests (
    request_id uuid PRIMARY KEY,
    -- by its own events: which of them said last in what language and how soon
    said_version bigint NOT NULL CHECK (said_version >= 0),
    language text,
    urgency text,
    -- how it stands with matching
    standing_number bigint NOT NULL CHECK (standing_number >= 0),
    standing text,
    reason text,
    -- whether a person has it: when it was handed over after it was last searched for
    searched_version bigint NOT NULL CHECK (searched_version >= 0),
    to_person_version bigint NOT NULL CHECK (to_person_version >= 0),
    to_person_at timestamptz,
    -- as figures know it
    asked_at timestamptz,
    received_at timestamptz,
    helped_at timestamptz,
    ended_at timestamptz,
    ended_as text,
    need text,
    area text,
    channel text,
    exercise boolean NOT NULL
);
CREATE INDEX picture_requests_waiting ON picture_requests (asked_at)
WHERE asked_at IS NOT NULL AND helped_at IS NULL AND ended_at IS NULL AND NOT exercise;

CREATE TABLE picture_volunteers (
    volunteer_id uuid PRIMARY KEY,
    offered_at timestamptz,
    asked_at timestamptz,
    accepted_at timestamptz
);
CREATE INDEX picture_volunteers_asked ON picture_volunteers (asked_at);
CREATE INDEX picture_volunteers_accepted ON picture_volunteers (accepted_at);

CREATE TABLE picture_counts (
    span text NOT NULL CHECK (span IN ('day', 'hour')),
    dim text NOT NULL,
    begins timestamptz NOT NULL,
    code text NOT NULL,
    asked bigint NOT NULL,
    helped bigint NOT NULL,
    PRIMARY KEY (span, dim, begins, code)
);

-- When each service was heard last, and how often: what was there before is still shown when one is away.
CREATE TABLE picture_heard (
    service text PRIMARY KEY,
    heard_at timestamptz NOT NULL,
    batches bigint NOT NULL CHECK (batches >= 1)
);

-- The class of a wait, as rules/waits.py has them; a clock that went back makes none below the first.
CREATE FUNCTION picture_wait(waited interval) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT width_bucket(
        ceil(extract(epoch FROM waited)) - 1, ARRAY[1800, 3600, 7200, 14400, 28800, 86400, 172800, 604800]::numeric[]
    )::text
$$;

-- What one request adds to which hours and days. Who took it back, or was to be helped by others, asked but
-- is left out of how soon people are helped.
CREATE FUNCTION picture_parts(
    asked_at timestamptz, helped_at timestamptz, ended_at timestamptz, ended_as text,
    need text, area text, channel text, language text, exercise boolean
)
RETURNS TABLE (span text, dim text, begins timestamptz, code text, asked bigint, helped bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT 'hour', 'all',
        date_trunc('hour', happened.at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC', '',
        happened.asked, happened.helped
    FROM (VALUES (asked_at, 1, 0), (helped_at, 0, 1)) AS happened (at, asked, helped)
    WHERE happened.at IS NOT NULL AND NOT exercise
    UNION ALL
    SELECT 'day', by.dim, public.day_begins(public.local_day(happened.at)), coalesce(by.code, ''),
        happened.asked, happened.helped
    FROM (VALUES (asked_at, 1, 0), (helped_at, 0, 1)) AS happened (at, asked, helped)
    CROSS JOIN (
        VALUES ('all', ''), ('need', need), ('area', area), ('channel', channel), ('language', language)
    ) AS by (dim, code)
    WHERE happened.at IS NOT NULL AND NOT exercise
    UNION ALL
    SELECT 'day', 'wait', public.day_begins(public.local_day(asked_at)),
        CASE
            WHEN helped_at IS NOT NULL THEN public.picture_wait(helped_at - asked_at)
            WHEN ended_at IS NULL THEN 'waits'
            WHEN ended_as IN (
                'cancelled', 'completed', 'done_by_others', 'duplicate', 'no_help_wanted', 'out_of_scope',
                'rejected'
            ) THEN 'left_out'
            ELSE 'unhelped'
        END, 1, 0
    WHERE asked_at IS NOT NULL AND NOT exercise
$$;

-- One transaction at a time: two that count the same days in another order would wait for each other. Rows
-- never go but in a rebuild, which counts anew.
CREATE FUNCTION picture_come() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('picture_counts'));
    INSERT INTO public.picture_counts AS kept
    SELECT part.span, part.dim, part.begins, part.code, sum(part.asked), sum(part.helped)
    FROM come
    CROSS JOIN LATERAL public.picture_parts(
        asked_at, helped_at, ended_at, ended_as, need, area, channel, language, exercise
    ) AS part
    GROUP BY part.span, part.dim, part.begins, part.code
    ON CONFLICT (span, dim, begins, code) DO UPDATE SET
        asked = kept.asked + excluded.asked, helped = kept.helped + excluded.helped;
    RETURN NULL;
END
$$;

CREATE FUNCTION picture_changed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('picture_counts'));
    INSERT INTO public.picture_counts AS kept
    SELECT part.span, part.dim, part.begins, part.code,
        sum(part.asked * sign) AS asked, sum(part.helped * sign) AS helped
    FROM (SELECT 1 AS sign, come.* FROM come UNION ALL SELECT -1, gone.* FROM gone) AS changed
    CROSS JOIN LATERAL public.picture_parts(
        asked_at, helped_at, ended_at, ended_as, need, area, channel, language, exercise
    ) AS part
    GROUP BY part.span, part.dim, part.begins, part.code
    HAVING sum(part.asked * sign) <> 0 OR sum(part.helped * sign) <> 0
    ON CONFLICT (span, dim, begins, code) DO UPDATE SET
        asked = kept.asked + excluded.asked, helped = kept.helped + excluded.helped;
    RETURN NULL;
END
$$;

CREATE TRIGGER picture_requests_come AFTER INSERT ON picture_requests
REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION picture_come();
CREATE TRIGGER picture_requests_changed AFTER UPDATE ON picture_requests
REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION picture_changed();

-- How many offered their help, by the day on which they did; it is said of each once.
CREATE FUNCTION picture_offered() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('picture_counts'));
    INSERT INTO public.picture_counts AS kept
    SELECT 'day', 'offered', public.day_begins(public.local_day(offered_at)), '', count(*), 0
    FROM come
    WHERE offered_at IS NOT NULL
    GROUP BY public.day_begins(public.local_day(offered_at))
    ON CONFLICT (span, dim, begins, code) DO UPDATE SET asked = kept.asked + excluded.asked;
    RETURN NULL;
END
$$;

CREATE FUNCTION picture_offered_late() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('picture_counts'));
    INSERT INTO public.picture_counts AS kept
    SELECT 'day', 'offered', public.day_begins(public.local_day(come.offered_at)), '', count(*), 0
    FROM come
    JOIN gone USING (volunteer_id)
    WHERE come.offered_at IS NOT NULL AND gone.offered_at IS NULL
    GROUP BY public.day_begins(public.local_day(come.offered_at))
    ON CONFLICT (span, dim, begins, code) DO UPDATE SET asked = kept.asked + excluded.asked;
    RETURN NULL;
END
$$;

CREATE TRIGGER picture_volunteers_come AFTER INSERT ON picture_volunteers
REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION picture_offered();
CREATE TRIGGER picture_volunteers_changed AFTER UPDATE ON picture_volunteers
REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION picture_offered_late();
