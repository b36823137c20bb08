-- locks: due_wishes
-- A board that somebody looks at shows at once what is about to leave, and what was undone. The table it is
-- noted in comes with the next migration: the function looks for it only when a wish is made.
CREATE FUNCTION note_wish_on_board() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO board_changes (request_id) VALUES (new.request_id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER due_wishes_on_board AFTER INSERT OR UPDATE ON due_wishes
FOR EACH ROW EXECUTE FUNCTION note_wish_on_board();
