-- locks: nothing
-- concurrently
-- A browser may fill in several forms at once: they are found by its cookie.
CREATE INDEX CONCURRENTLY drafts_browser ON drafts (token_hash);
