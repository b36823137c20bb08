-- locks: reach_points, volunteers
-- What languages there are is said by the folders of `languages/`: a new one needs no migration.
ALTER TABLE reach_points
    DROP CONSTRAINT reach_points_language_check,
    ADD CONSTRAINT reach_points_language_check CHECK (language ~ '^[a-z_]{2,40}$') NOT VALID;
ALTER TABLE volunteers
    DROP CONSTRAINT volunteers_languages_check,
    ADD CONSTRAINT volunteers_languages_check CHECK (languages <> '{}') NOT VALID;
