-- locks: nothing
-- concurrently
ALTER TABLE attentions VALIDATE CONSTRAINT attentions_settled;
