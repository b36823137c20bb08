-- locks: nothing
-- concurrently
-- Those that wait for a person are listed; there are few but in a flood.
CREATE INDEX CONCURRENTLY requests_held ON requests (created_at) WHERE state = 'held';
ALTER TABLE requests VALIDATE CONSTRAINT requests_version_check;
ALTER TABLE requests VALIDATE CONSTRAINT requests_state_check;
ALTER TABLE requests VALIDATE CONSTRAINT requests_closure_check;
ALTER TABLE requests VALIDATE CONSTRAINT requests_unsaid;
