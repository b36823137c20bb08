-- How a search stands is told at most once a minute for a need: when the next report is due.
ALTER TABLE needs ADD COLUMN report_at timestamptz;
CREATE INDEX needs_report ON needs (report_at) WHERE report_at IS NOT NULL;

-- Nobody lists the needs without a helper here any more: intake's board does.
DROP INDEX needs_longest;
