-- locks: due_wishes, wishes
-- More people are asked: a wish that names nobody, but the limits that matching is to go past, in the place
-- of the rules that are passed over for one volunteer. Matching answers how many more fit since.
ALTER TABLE due_wishes
    ALTER volunteer_number DROP NOT NULL,
    DROP CONSTRAINT due_wishes_manner_check,
    ADD CONSTRAINT due_wishes_manner_check CHECK (
        manner IN ('beside', 'first', 'agreed', 'widening')
    ) NOT VALID,
    ADD CONSTRAINT due_wishes_whom CHECK (
        (manner = 'widening') = (volunteer_number IS NULL)
    ) NOT VALID;
ALTER TABLE wishes
    ADD COLUMN reason text,
    ADD COLUMN more integer,
    ADD CONSTRAINT wishes_more CHECK (more >= 0) NOT VALID,
    DROP CONSTRAINT wishes_check,
    ADD CONSTRAINT wishes_whom CHECK (
        num_nonnulls(volunteer_number, organisation_id) = CASE WHEN manner = 'widening' THEN 0 ELSE 1 END
    ) NOT VALID;
