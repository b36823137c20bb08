-- locks: needs
-- For whom nobody was found within the time of its urgency is the coordinator's until somebody helps, while
-- asking goes on.
ALTER TABLE needs ADD COLUMN is_late boolean NOT NULL DEFAULT false;
ALTER TABLE needs DROP CONSTRAINT needs_reason_check;
ALTER TABLE needs ADD CONSTRAINT needs_reason_check CHECK (
    reason IN ('not_for_volunteers', 'nobody_able', 'everyone_asked', 'choosing_failed', 'waited_too_long')
) NOT VALID;
