-- locks: volunteers
-- Volunteers also come by a restore or a bulk load: active from the start, with an empty search path,
-- and past the use case that looks for what waits for them.
CREATE OR REPLACE FUNCTION note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.changes (number, changed)
    SELECT number, pg_current_xact_id() FROM updated
    ON CONFLICT (number) DO UPDATE SET changed = excluded.changed;
    RETURN NULL;
END
$$;

-- Whoever applies is not on the roster yet, and costs nothing here. The look at a need decides
-- whether a newcomer fits; a need that somebody holds is being looked at anyway.
CREATE FUNCTION note_newcomers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.changes (number, changed)
    SELECT number, pg_current_xact_id() FROM added WHERE state = 'active'
    ON CONFLICT (number) DO UPDATE SET changed = excluded.changed;
    IF FOUND THEN
        UPDATE public.needs
        SET look_at = public.network_now()
        WHERE request_id IN (
            SELECT request_id
            FROM public.needs
            WHERE state = 'unmatched' AND reason <> 'not_for_volunteers'
            FOR UPDATE SKIP LOCKED
        );
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER volunteers_note_newcomers AFTER INSERT ON volunteers
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION note_newcomers();
