ALTER TABLE subject_keys ALTER COLUMN created_at SET DEFAULT network_now();
ALTER TABLE subject_erasures ALTER COLUMN erased_at SET DEFAULT network_now();
