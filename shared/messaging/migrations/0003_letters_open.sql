-- locks: nothing
-- concurrently
-- The few letters that still have their sealed part: those that wait for their fate.
CREATE INDEX CONCURRENTLY outbox_letters ON outbox (position)
WHERE type = 'notification.requested' AND emptied_at IS NULL;
