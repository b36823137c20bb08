-- locks: nothing
-- concurrently
ALTER TABLE requests VALIDATE CONSTRAINT requests_escalated;
