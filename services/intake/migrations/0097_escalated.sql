-- locks: requests
-- What staff alone see to is with them until it is closed: set free, it is a request as any other.
ALTER TABLE requests
    ADD CONSTRAINT requests_escalated CHECK (NOT escalated OR state IN ('escalated', 'closed')) NOT VALID;
