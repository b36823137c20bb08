-- locks: requests, search_reports, unmatched_notices, wishes
-- Of which requests a board that somebody looks at shows another line now. Noted by the transaction that
-- changed them, so that a process that looks again finds all that was committed since, in whichever order.
CREATE TABLE board_changes (
    xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
    request_id uuid NOT NULL,
    -- how it stood before: 'new' where it came; nothing where it stands as it stood
    was text CHECK (was ~ '^[a-z_]{1,40}$'),
    noted_at timestamptz NOT NULL DEFAULT network_now(),
    PRIMARY KEY (xact, request_id)
);
CREATE INDEX board_changes_age ON board_changes (noted_at);

CREATE FUNCTION note_request_on_board() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO board_changes AS noted (request_id, was)
    VALUES (
        new.id,
        CASE WHEN tg_op = 'INSERT' THEN 'new' WHEN old.state <> new.state THEN old.state END
    )
    ON CONFLICT (xact, request_id) DO UPDATE SET was = coalesce(noted.was, excluded.was);
    RETURN NULL;
END
$$;

CREATE FUNCTION note_search_on_board() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO board_changes (request_id) VALUES (new.request_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE TRIGGER requests_on_board AFTER INSERT ON requests
FOR EACH ROW EXECUTE FUNCTION note_request_on_board();
CREATE TRIGGER requests_on_board_otherwise AFTER UPDATE ON requests
FOR EACH ROW WHEN (
    old.state <> new.state
    OR old.urgency <> new.urgency
    OR old.corrected_at IS DISTINCT FROM new.corrected_at
    OR old.flags <> new.flags
) EXECUTE FUNCTION note_request_on_board();
CREATE TRIGGER search_reports_on_board AFTER INSERT OR UPDATE ON search_reports
FOR EACH ROW EXECUTE FUNCTION note_search_on_board();
CREATE TRIGGER unmatched_notices_on_board AFTER INSERT OR UPDATE ON unmatched_notices
FOR EACH ROW EXECUTE FUNCTION note_search_on_board();
CREATE TRIGGER wishes_on_board AFTER INSERT OR UPDATE ON wishes
FOR EACH ROW EXECUTE FUNCTION note_search_on_board();
