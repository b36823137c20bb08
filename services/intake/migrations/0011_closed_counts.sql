-- locks: requests
-- How many requests are closed, for the figures above the board: counted with each change, in sixteen
-- rows so that those who close do not wait for each other.
CREATE TABLE closed_counts (
    shard smallint PRIMARY KEY,
    requests bigint NOT NULL
);
INSERT INTO closed_counts SELECT shard, 0 FROM generate_series(0, 15) AS shard;

CREATE FUNCTION count_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    request record := coalesce(new, old);
BEGIN
    UPDATE public.closed_counts
    SET requests = requests + CASE
        WHEN tg_op = 'DELETE' OR new.state <> 'closed' THEN -1 ELSE 1
    END
    WHERE shard = hashtext(request.id::text) & 15;
    RETURN NULL;
END
$$;

CREATE TRIGGER requests_come_closed AFTER INSERT ON requests
FOR EACH ROW WHEN (new.state = 'closed') EXECUTE FUNCTION count_closed();
CREATE TRIGGER requests_closed AFTER UPDATE OF state ON requests
FOR EACH ROW WHEN ((old.state = 'closed') <> (new.state = 'closed')) EXECUTE FUNCTION count_closed();
CREATE TRIGGER requests_gone_closed AFTER DELETE ON requests
FOR EACH ROW WHEN (old.state = 'closed') EXECUTE FUNCTION count_closed();
