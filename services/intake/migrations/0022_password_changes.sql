-- locks: staff_changes
-- A person changes their own password, too.
ALTER TABLE staff_changes
    DROP CONSTRAINT staff_changes_change_check,
    ADD CONSTRAINT staff_changes_change_check CHECK (change IN (
        'invited', 'set_up', 'roles_changed', 'disabled', 'reset', 'sessions_ended',
        'recovery_code_used', 'password_changed'
    ));
