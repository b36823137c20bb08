-- locks: nothing
-- Who restores rows has an empty search path.
ALTER FUNCTION count_come() SET search_path = pg_catalog, public;
ALTER FUNCTION count_gone() SET search_path = pg_catalog, public;
