-- locks: volunteers
-- A keyed hash of number and first name: one person with two sign-ups is noticed by it. Whoever joined
-- before has none until they say something anew, so that nothing is there to be checked.
ALTER TABLE volunteers ADD COLUMN person text;
ALTER TABLE volunteers
    ADD CONSTRAINT volunteers_person_check CHECK (person ~ '^[0-9a-f]{64}$') NOT VALID;
