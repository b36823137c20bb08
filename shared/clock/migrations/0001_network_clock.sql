-- How far the network's clock is ahead of the world's; a test network replaces this function.
CREATE FUNCTION network_ahead() RETURNS interval
LANGUAGE sql STABLE PARALLEL SAFE
AS 'SELECT interval ''0 seconds''';

-- Stable, though the clock moves: as a volatile function no index on a due time could be used.
-- Not now(): that is the transaction's start, and of two that meet the later may have begun first.
CREATE FUNCTION network_now() RETURNS timestamptz
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
BEGIN
    RETURN clock_timestamp() + network_ahead();
END;
$$;
