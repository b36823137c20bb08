ALTER TABLE outbox ALTER COLUMN created_at SET DEFAULT network_now();
ALTER TABLE inbox ALTER COLUMN received_at SET DEFAULT network_now();
ALTER TABLE parked_audit ALTER COLUMN done_at SET DEFAULT network_now();
