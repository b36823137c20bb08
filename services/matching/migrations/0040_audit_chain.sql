-- locks: trouble_decisions
-- What a person decided about a row that was set aside is linked from now on.
SELECT audit_begin('trouble_decisions', 'id', 'decided_at');
