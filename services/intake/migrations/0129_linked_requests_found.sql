-- locks: nothing
-- concurrently
ALTER TABLE request_acts VALIDATE CONSTRAINT request_acts_act;
ALTER TABLE request_acts VALIDATE CONSTRAINT request_acts_other;
ALTER TABLE request_acts VALIDATE CONSTRAINT request_acts_fields;
