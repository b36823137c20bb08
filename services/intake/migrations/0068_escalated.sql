-- locks: nothing
-- concurrently
ALTER TABLE requests VALIDATE CONSTRAINT requests_state_check;
