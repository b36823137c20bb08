-- A volunteer's row is written with every ask. Without an index on what that changes it stays on its
-- page, and no other index is touched; who changed is kept beside it, one row each.
CREATE TABLE changes (
    number integer PRIMARY KEY REFERENCES volunteers (number) ON DELETE CASCADE,
    changed xid8 NOT NULL
);
CREATE INDEX changes_changed ON changes (changed);

-- Removed at once and not in a later release: no release has it.
DROP TRIGGER volunteers_note_change ON volunteers;
DROP FUNCTION note_change();
ALTER TABLE volunteers DROP COLUMN changed;
ALTER TABLE volunteers SET (fillfactor = 85);

-- People join by an update, too: whoever applied becomes active.
CREATE FUNCTION note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO changes (number, changed)
    SELECT number, pg_current_xact_id() FROM updated
    ON CONFLICT (number) DO UPDATE SET changed = excluded.changed;
    RETURN NULL;
END
$$;
CREATE TRIGGER volunteers_note_changes AFTER UPDATE ON volunteers
    REFERENCING NEW TABLE AS updated
    FOR EACH STATEMENT EXECUTE FUNCTION note_changes();
