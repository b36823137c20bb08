-- locks: subject_erasures
-- What is noted here is linked from now on, so that nobody changes or removes it unseen.
SELECT audit_begin('subject_erasures', 'subject_hash', 'erased_at');
