-- locks: missed_calls
-- Since when the same number got through: whoever sees the line need not ring it again.
ALTER TABLE missed_calls ADD COLUMN heard_at timestamptz;

-- Who of the staff took back that a number is on no round of calls, and why: an audit, with the mark of the number.
CREATE TABLE refusals_taken_back (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mark text NOT NULL CHECK (mark ~ '^[0-9a-f]{64}$'),
    staff_id uuid NOT NULL,
    reason text NOT NULL CHECK (reason IN ('asked', 'by_mistake')),
    noted_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX refusals_taken_back_age ON refusals_taken_back (noted_at);
SELECT audit_begin('refusals_taken_back', 'id', 'noted_at');
