-- locks: staff
-- What was done with accounts, by whom of the staff; by nobody of them: with the operator's tool.
CREATE TABLE staff_changes (
    id uuid PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff,
    changed_by uuid REFERENCES staff,
    change text NOT NULL CHECK (change IN
        ('invited', 'set_up', 'roles_changed', 'disabled', 'reset', 'sessions_ended', 'recovery_code_used')),
    roles text[],
    organisation_id uuid,
    changed_at timestamptz NOT NULL DEFAULT network_now(),
    CHECK ((roles IS NOT NULL) = (change IN ('invited', 'roles_changed')))
);

SELECT audit_begin('staff_changes', 'id', 'changed_at');
