-- name: ask_job
-- Two who ask for the same at once get one job; what was cancelled or failed may be asked for anew.
INSERT INTO jobs (id, kind, what, files, back, asked_by)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (kind, what, files) WHERE state IN ('waiting', 'done') DO NOTHING
RETURNING id;

-- name: job_of_same
-- Which one makes or has made the same.
SELECT id FROM jobs WHERE kind = $1 AND what = $2 AND files = $3 AND state IN ('waiting', 'done');

-- name: find_job
-- For its page.
SELECT id, kind, what, files, back, state, asked_by, asked_at FROM jobs WHERE id = $1;

-- name: made_files
-- What is there of it, in the order in which it was made.
SELECT name, length(content) AS size FROM job_files WHERE job_id = $1 ORDER BY made_at, name;

-- name: due_jobs
-- What nobody has: whoever died with one let its time run out.
SELECT id
FROM jobs
WHERE state = 'waiting' AND (held_until IS NULL OR held_until < network_now())
ORDER BY asked_at
LIMIT $1;

-- name: hold_job
-- One process makes it at a time; the conditional update says which.
UPDATE jobs
SET held_until = network_now() + $2::interval
WHERE id = $1 AND state = 'waiting' AND (held_until IS NULL OR held_until < network_now())
RETURNING id;

-- name: keep_file
-- Whole or not at all, and only while somebody still wants it; a process that was slow finds it there.
WITH waiting AS (
    UPDATE jobs SET held_until = network_now() + $5::interval
    WHERE id = $1 AND state = 'waiting'
    RETURNING id
),
kept AS (
    INSERT INTO job_files (job_id, name, media_type, content)
    SELECT id, $2, $3, $4 FROM waiting
    ON CONFLICT (job_id, name) DO NOTHING
)
SELECT id FROM waiting;

-- name: end_job
-- How it ended; what is over stays so.
UPDATE jobs SET state = $2, held_until = NULL, ended_at = network_now()
WHERE id = $1 AND state = 'waiting'
RETURNING id;

-- name: drop_files
-- Nobody wants what was made of it.
DELETE FROM job_files WHERE job_id = $1;

-- name: read_file
-- Of what is done only: a part of it could be taken for all.
SELECT name, media_type, content
FROM job_files
JOIN jobs ON jobs.id = job_id
WHERE job_id = $1 AND name = $2 AND state = 'done';

-- name: forget_jobs
-- Files are made anew from what is published, whenever somebody wants them; they go with their job.
DELETE FROM jobs
WHERE id IN (
    SELECT id FROM jobs WHERE asked_at < network_now() - $1::interval ORDER BY asked_at LIMIT $2
);
