-- locks: outbox
-- A letter's sealed part leaves the outbox once its fate is known; ids, purpose and times stay.
ALTER TABLE outbox ADD COLUMN emptied_at timestamptz;
