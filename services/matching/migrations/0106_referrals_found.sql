-- locks: nothing
-- concurrently
-- What no volunteer can see to and may be referred is looked for again and again.
CREATE INDEX CONCURRENTLY needs_to_refer ON needs (created_at)
    WHERE state = 'unmatched' AND may_be_referred;
