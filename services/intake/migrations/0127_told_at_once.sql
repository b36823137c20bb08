-- locks: requests, caller_changes, board_changes
-- Of a request that comes, both pictures are told in one call of one trigger. Their time is reckoned here as
-- `network_now()` reckons it, and not by it: a trigger looks names up by a path of its own, and PostgreSQL
-- plans what that function holds anew whenever the path is another than at its last call.
ALTER TABLE caller_changes
    ALTER COLUMN noted_at SET DEFAULT clock_timestamp() + public.network_ahead();
ALTER TABLE board_changes
    ALTER COLUMN noted_at SET DEFAULT clock_timestamp() + public.network_ahead();

CREATE FUNCTION note_new_request() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO public.caller_changes (request_id) VALUES (new.id) ON CONFLICT DO NOTHING;
    INSERT INTO public.board_changes (request_id, was) VALUES (new.id, 'new')
    ON CONFLICT (xact, request_id) DO UPDATE SET was = 'new';
    RETURN NULL;
END
$$;

DROP TRIGGER requests_on_board ON requests;
DROP TRIGGER requests_known ON requests;
CREATE TRIGGER requests_come AFTER INSERT ON requests
FOR EACH ROW EXECUTE FUNCTION note_new_request();
CREATE TRIGGER requests_gone AFTER DELETE ON requests
FOR EACH ROW EXECUTE FUNCTION note_caller();
