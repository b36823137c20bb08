-- locks: staff_changes, organisation_steps
-- Who has not come yet is sent a new link; and whoever opens an application looks at somebody's data.
ALTER TABLE staff_changes
    DROP CONSTRAINT staff_changes_change_check,
    ADD CONSTRAINT staff_changes_change_check CHECK (change IN (
        'invited', 'set_up', 'roles_changed', 'disabled', 'reset', 'sessions_ended',
        'recovery_code_used', 'password_changed', 'invited_again'
    ));
ALTER TABLE organisation_steps
    DROP CONSTRAINT organisation_steps_step_check,
    ADD CONSTRAINT organisation_steps_step_check CHECK (
        step IN ('invited', 'approved', 'declined', 'opened')
    );
