-- locks: needs
-- Of what organisations were asked in vain a coordinator decides. Nothing is checked anew: the new set
-- holds the old.
ALTER TABLE needs
    DROP CONSTRAINT needs_reason_check,
    ADD CONSTRAINT needs_reason_check CHECK (
        reason IN (
            'not_for_volunteers', 'nobody_able', 'everyone_asked', 'choosing_failed',
            'waited_too_long', 'no_partner'
        )
    ) NOT VALID;
