-- locks: requests
-- A report adds up days in place of requests: kept with each change of a request, in its transaction.
CREATE TABLE daily_counts (
    day date NOT NULL,
    category text,
    service_line text,
    municipality text,
    received bigint NOT NULL,
    completed bigint NOT NULL,
    UNIQUE NULLS NOT DISTINCT (day, category, service_line, municipality)
);

-- Where a day begins, so that columns of time can be asked for by ranges that an index knows.
CREATE FUNCTION day_begins(day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT day::timestamp AT TIME ZONE 'Europe/Helsinki' $$;

-- One transaction at a time: two that count the same days in another order would wait for each other.
CREATE FUNCTION count_come() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('daily_counts'));
    INSERT INTO public.daily_counts AS kept
    SELECT counted.day, category, service_line, municipality,
        sum(counted.received), sum(counted.completed)
    FROM come
    CROSS JOIN LATERAL (
        VALUES (local_day(received_at), 1, 0), (local_day(completed_at), 0, 1)
    ) AS counted (day, received, completed)
    WHERE NOT exercise AND counted.day IS NOT NULL
    GROUP BY counted.day, category, service_line, municipality
    ON CONFLICT (day, category, service_line, municipality) DO UPDATE SET
        received = kept.received + excluded.received,
        completed = kept.completed + excluded.completed;
    RETURN NULL;
END
$$;

CREATE FUNCTION count_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('daily_counts'));
    UPDATE public.daily_counts AS kept SET
        received = kept.received - less.received,
        completed = kept.completed - less.completed
    FROM (
        SELECT counted.day, category, service_line, municipality,
            sum(counted.received) AS received, sum(counted.completed) AS completed
        FROM gone
        CROSS JOIN LATERAL (
            VALUES (local_day(received_at), 1, 0), (local_day(completed_at), 0, 1)
        ) AS counted (day, received, completed)
        WHERE NOT exercise AND counted.day IS NOT NULL
        GROUP BY counted.day, category, service_line, municipality
    ) AS less
    WHERE kept.day = less.day
        AND kept.category IS NOT DISTINCT FROM less.category
        AND kept.service_line IS NOT DISTINCT FROM less.service_line
        AND kept.municipality IS NOT DISTINCT FROM less.municipality;
    RETURN NULL;
END
$$;

CREATE TRIGGER requests_come AFTER INSERT ON requests
REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION count_come();
CREATE TRIGGER requests_were AFTER UPDATE ON requests
REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_gone();
CREATE TRIGGER requests_became AFTER UPDATE ON requests
REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION count_come();
CREATE TRIGGER requests_gone AFTER DELETE ON requests
REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_gone();
