-- locks: organisations
-- Whether letters reach somebody of it, as it was said last: one whose first member was invited by
-- letter is reached, and nothing is said of that.
ALTER TABLE organisations ADD COLUMN is_reached boolean NOT NULL DEFAULT true;
