-- locks: nothing
-- The kept sums are changed by their triggers alone, so the running service needs no right to.
ALTER FUNCTION count_come() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
ALTER FUNCTION count_gone() SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp;
