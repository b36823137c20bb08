-- locks: nothing
-- What ends by its age leaves no key behind: it goes with the row, and the ledger of erasures (as in
-- shared/sealing's `note_erasure`) sees that no backup brings it back.
CREATE FUNCTION erase_subjects(kind text, ids uuid []) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
    WITH erased AS (
        DELETE FROM subject_keys
        WHERE subject IN (SELECT kind || '/' || id FROM unnest(ids) AS id)
        RETURNING subject
    ),
    noted AS (
        INSERT INTO subject_erasures (subject_hash)
        SELECT encode(sha256(convert_to(subject, 'UTF8')), 'hex') FROM erased
        ON CONFLICT (subject_hash) DO NOTHING
    )
    SELECT count(*) FROM erased
$$;
