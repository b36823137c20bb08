-- locks: nothing
-- How much a replay has sent, and when last, is counted in its row while it goes on: these change.
UPDATE audit_sources SET unlinked = '{sent,done_at}' WHERE source = 'replay_audit';
