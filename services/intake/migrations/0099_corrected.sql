-- locks: assignments, requests
-- What the page of a helper says of corrections: which fields were corrected last, and when.
ALTER TABLE requests ADD COLUMN corrected text[], ADD COLUMN corrected_at timestamptz;
ALTER TABLE requests
    ADD CONSTRAINT requests_corrected CHECK ((corrected IS NULL) = (corrected_at IS NULL)) NOT VALID;
-- How well a helper is known is what their task demanded when they took it: what it demands since it was
-- corrected says nothing of them.
ALTER TABLE assignments ADD COLUMN level text;
ALTER TABLE assignments
    ADD CONSTRAINT assignments_level CHECK (level ~ '^[a-z_]{1,40}$') NOT VALID;
