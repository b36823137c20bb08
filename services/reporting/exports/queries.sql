-- name: published_periods
-- Of each period the newest edition that was published.
SELECT DISTINCT ON (reports.first_day) reports.first_day, reports.last_day, version.edition, version.hash,
    version.published_at
FROM reports
JOIN report_versions AS version ON version.report_id = reports.id AND version.published_at IS NOT NULL
WHERE reports.project = $1
ORDER BY reports.first_day DESC, version.edition DESC;

-- name: published_report
-- One with all that it shows.
SELECT reports.project, reports.first_day, reports.last_day, reports.exercise, version.edition,
    version.hash, version.published_at, version.shown
FROM reports
JOIN report_versions AS version ON version.report_id = reports.id AND version.published_at IS NOT NULL
WHERE reports.project = $1 AND reports.first_day = $2 AND reports.last_day = $3
ORDER BY version.edition DESC
LIMIT 1;

-- name: published_reports
-- A network publishes a few reports a year: open data is all of them.
SELECT DISTINCT ON (reports.project, reports.first_day, reports.last_day) reports.project,
    reports.first_day, reports.last_day, reports.exercise, version.edition, version.hash,
    version.published_at, version.shown
FROM reports
JOIN report_versions AS version ON version.report_id = reports.id AND version.published_at IS NOT NULL
WHERE NOT reports.exercise
ORDER BY reports.project, reports.first_day, reports.last_day, version.edition DESC;

-- name: add_figure_key
-- The key itself is shown once and kept nowhere.
INSERT INTO figure_keys (id, project, label, hash, made_by) VALUES ($1, $2, $3, $4, $5);

-- name: figure_keys
-- With how often each was used, and when last.
SELECT id, project, label, made_at, made_by, withdrawn_at, coalesce(used.times, 0) AS uses, used.used_at
FROM figure_keys
LEFT JOIN LATERAL (
    SELECT count(*) AS times, max(used_at) AS used_at FROM key_uses WHERE key_id = figure_keys.id
) AS used ON true
ORDER BY made_at DESC, id;

-- name: figure_key_by_hash
-- By its hash alone: whoever guesses one guesses 256 bits.
SELECT id, project, label, made_at, made_by, withdrawn_at FROM figure_keys WHERE hash = $1;

-- name: withdraw_figure_key
-- Once: who withdrew it first did.
UPDATE figure_keys SET withdrawn_at = network_now(), withdrawn_by = $2
WHERE id = $1 AND withdrawn_at IS NULL
RETURNING id;

-- name: count_key_uses
-- Whoever asks too often waits.
SELECT count(*) FROM key_uses WHERE key_id = $1 AND used_at > network_now() - interval '1 hour';

-- name: note_key_use
-- Audit: which key asked for what, and what it got.
INSERT INTO key_uses (key_id, asked, status) VALUES ($1, $2, $3);

-- name: latest_key_uses
-- For whoever asks who reads.
SELECT key_id, asked, status, used_at FROM key_uses ORDER BY used_at DESC, id DESC LIMIT $1;

-- name: forget_key_uses
-- By their age, as every audit.
SELECT audit_forget('key_uses', $1, $2);
