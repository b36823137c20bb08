-- locks: nothing
-- concurrently
-- Found by their age, so that none is kept longer than a backup could bring its subject back.
CREATE INDEX CONCURRENTLY subject_erasures_age ON subject_erasures (erased_at);
