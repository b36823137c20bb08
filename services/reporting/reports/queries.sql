-- name: begin_report
-- Two who begin the same one at once get one. What is told of it belongs to the activation of these days;
-- of a simulated project it is an exercise.
INSERT INTO reports (id, project, first_day, last_day, activation_id, exercise, begun_by)
SELECT $1, $2, $3, $4, id, $5, $6
FROM activations
WHERE NOT exercise
ORDER BY (opened_at AT TIME ZONE 'Europe/Helsinki')::date <= $4 DESC, opened_at DESC
LIMIT 1
ON CONFLICT (project, first_day, last_day) DO NOTHING;

-- name: report_about
-- Which report there is of a project and these days.
SELECT id FROM reports WHERE project = $1 AND first_day = $2 AND last_day = $3;

-- name: every_report
-- A handful a year: the list has no pages.
SELECT id, number, project, first_day, last_day, state, edition, reason, begun_by, activation_id, exercise
FROM reports
ORDER BY last_day DESC, project;

-- name: find_report
-- For a page.
SELECT id, number, project, first_day, last_day, state, edition, reason, begun_by, activation_id, exercise
FROM reports
WHERE id = $1;

-- name: lock_report
-- Whoever writes, reviews or publishes waits here for who came before.
SELECT id, number, project, first_day, last_day, state, edition, reason, begun_by, activation_id, exercise
FROM reports
WHERE id = $1
FOR UPDATE;

-- name: stand_report
-- How far it is now.
UPDATE reports SET state = $2, edition = $3, reason = $4, begun_by = $5 WHERE id = $1;

-- name: newest_texts
-- What stands in it now.
SELECT DISTINCT ON (language, part) language, part, number, edition, text, written_by, written_at
FROM report_texts
WHERE report_id = $1
ORDER BY language, part, number DESC;

-- name: texts_of_place
-- What was there before, for who asks what became of it.
SELECT language, part, number, edition, text, written_by, written_at
FROM report_texts
WHERE report_id = $1 AND language = $2 AND part = $3
ORDER BY number DESC;

-- name: writers_of_edition
-- Nobody reviews what they wrote.
SELECT DISTINCT written_by FROM report_texts WHERE report_id = $1 AND edition = $2;

-- name: write_text
-- A further number at its place, under the lock of the report.
INSERT INTO report_texts (report_id, language, part, number, edition, text, written_by)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: editions_of_report
-- All, for a correction is compared with each that somebody may have read.
SELECT report_id, edition, shown, counted, hash, reason, reviewed_by, reviewed_at, published_by, published_at
FROM report_versions
WHERE report_id = $1
ORDER BY edition DESC;

-- name: editions_beside
-- Of other projects, or of this one when it had other periods: a reader can subtract them from one another.
SELECT
    project, first_day, last_day, report_id, report_versions.edition, shown, counted, hash,
    report_versions.reason, reviewed_by, reviewed_at, published_by, published_at
FROM reports
JOIN report_versions ON report_versions.report_id = reports.id
WHERE published_at IS NOT NULL AND reports.id <> $1
    AND first_day <= (SELECT last_day FROM reports WHERE id = $1)
    AND last_day >= (SELECT first_day FROM reports WHERE id = $1)
ORDER BY published_at, report_id, report_versions.edition;

-- name: former_editions
-- Targets are those of a whole project: what was told of earlier periods is added to this one's.
SELECT DISTINCT ON (first_day)
    project, first_day, last_day, report_id, report_versions.edition, shown, counted, hash,
    report_versions.reason, reviewed_by, reviewed_at, published_by, published_at
FROM reports
JOIN report_versions ON report_versions.report_id = reports.id
WHERE published_at IS NOT NULL AND project = (SELECT project FROM reports WHERE id = $1)
    AND last_day < (SELECT first_day FROM reports WHERE id = $1)
ORDER BY first_day, report_versions.edition DESC;

-- name: publish_alone
-- Of two reports about the same days the second sees what the first told.
SELECT pg_advisory_xact_lock(hashtext('report_versions'));

-- name: hold_edition
-- As whoever reviewed it read it.
INSERT INTO report_versions (report_id, edition, shown, counted, hash, reason, reviewed_by)
VALUES ($1, $2, $3, $4, $5, $6, $7);

-- name: let_edition_go
-- It changed after the review; a published one is refused by the table itself.
DELETE FROM report_versions WHERE report_id = $1 AND edition = $2 AND published_at IS NULL;

-- name: publish_edition
-- From now on it stays as it is.
UPDATE report_versions
SET published_by = $3, published_at = network_now()
WHERE report_id = $1 AND edition = $2 AND published_at IS NULL;
