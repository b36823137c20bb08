-- locks: nothing
-- concurrently
-- The page of a request names what was done with another that became part of it, or came of it.
CREATE INDEX CONCURRENTLY request_acts_of_other ON request_acts (other_id) WHERE other_id IS NOT NULL;
ALTER TABLE requests VALIDATE CONSTRAINT requests_leads_to;
ALTER TABLE request_acts VALIDATE CONSTRAINT request_acts_fields;
