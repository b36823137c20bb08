-- locks: nothing
-- Who restores rows has an empty search path, and so has whoever asks for a default by its full name.
CREATE OR REPLACE FUNCTION network_now() RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN clock_timestamp() + public.network_ahead();
END;
$$;
