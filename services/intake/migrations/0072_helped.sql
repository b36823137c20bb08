-- locks: requests
-- Whether the one who asked got the help they needed, by their own word, since it was opened last.
ALTER TABLE requests ADD COLUMN helped text;
ALTER TABLE requests
    ADD CONSTRAINT requests_helped CHECK (helped IN ('yes', 'partly', 'no')) NOT VALID;
