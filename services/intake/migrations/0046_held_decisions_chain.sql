-- locks: held_decisions
-- Who let a stranger's request go ahead, or set somebody's plea aside, is linked like every audit.
SELECT audit_begin('held_decisions', 'id', 'decided_at');
