-- locks: volunteers
-- A keyed hash of number and first name: one person with two sign-ups is noticed by it. Whoever joined
-- before has none until they say something anew.
ALTER TABLE volunteers ADD COLUMN person text CHECK (person ~ '^[0-9a-f]{64}$');
