-- locks: nothing
-- concurrently
-- What organisations give above all goes to them first, by the person's word: found as soon as it comes in.
CREATE INDEX CONCURRENTLY needs_for_partners_first ON needs (created_at)
    WHERE state = 'open' AND may_be_referred AND standing_number = 0;
