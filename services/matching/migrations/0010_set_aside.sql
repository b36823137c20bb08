-- locks: volunteers, needs
-- Somebody whose contact data does not open is not asked, and neither is a need chosen for that
-- choosing fails on: both wait for a person. Nothing is checked anew: the new sets hold the old.
ALTER TABLE volunteers DROP CONSTRAINT volunteers_state_check;
ALTER TABLE volunteers ADD CONSTRAINT volunteers_state_check
    CHECK (state IN ('applied', 'active', 'set_aside')) NOT VALID;
ALTER TABLE needs DROP CONSTRAINT needs_reason_check;
ALTER TABLE needs ADD CONSTRAINT needs_reason_check CHECK (
    reason IN ('not_for_volunteers', 'nobody_able', 'everyone_asked', 'choosing_failed')
) NOT VALID;
