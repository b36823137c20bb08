-- name: lead_rebuild
-- One at a time, for the shadows have one place. Who is killed leads no more.
SELECT pg_try_advisory_lock(hashtextextended('rebuild', 0));

-- name: has_shadows
-- An earlier rebuild that was cut off left them, with how far it came.
SELECT to_regclass('rebuild.progress') IS NOT NULL;

-- name: read_progress
-- After a crash of the server the row is gone together with those of the shadows.
SELECT position, facts, later::text AS later FROM rebuild.progress WHERE made_by = $1;

-- name: begin_shadows
-- Nothing of an earlier rebuild is left then.
SELECT shadow_begin($1);

-- name: begin_progress
-- From the beginning of the log.
INSERT INTO rebuild.progress (made_by, position, facts, later) VALUES ($1, 0, 0, '{}');

-- name: use_shadows
-- Of the live tables' names, so that learning goes into them by the same statements as ever.
SET search_path = rebuild, public;

-- name: note_progress
-- In the transaction that learned it: whoever goes on misses nothing and learns nothing twice.
UPDATE rebuild.progress SET position = $1, facts = $2, later = $3::jsonb;

-- name: swap_shadow
-- Gives how many rows differed.
SELECT shadow_swap($1);

-- name: drop_shadows
-- In the transaction that put their rows in the place of the live ones.
DROP SCHEMA rebuild CASCADE;
