-- locks: parked_audit, replay_audit
-- What is noted here is linked from now on, so that nobody changes or removes it unseen.
SELECT audit_begin('parked_audit', 'id', 'done_at');
SELECT audit_begin('replay_audit', 'id', 'done_at', '{sent}');
