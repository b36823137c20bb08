-- locks: requests
-- The word by which the next helper is known is drawn when somebody asks, so that they can be told
-- at once; sealed under the request's key.
ALTER TABLE requests ADD COLUMN code_word bytea;
