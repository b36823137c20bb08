-- locks: nothing
-- What changed is noted by triggers alone, so the running service needs no right to.
ALTER FUNCTION note_changes() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION note_newcomers() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
