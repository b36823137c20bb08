-- A letter's sealed part leaves the outbox once its fate is known; ids, purpose and times stay.
ALTER TABLE outbox ADD COLUMN emptied_at timestamptz;

-- The few that still have one: those that wait for their fate.
CREATE INDEX outbox_letters ON outbox (position)
WHERE type = 'notification.requested' AND emptied_at IS NULL;
