-- locks: requests, reach_points, duties
-- What languages there are is said by the folders of `languages/`: a new one needs no migration.
ALTER TABLE requests
    DROP CONSTRAINT requests_language_check,
    ADD CONSTRAINT requests_language_check CHECK (language ~ '^[a-z_]{2,40}$') NOT VALID;
ALTER TABLE reach_points
    DROP CONSTRAINT reach_points_language_check,
    ADD CONSTRAINT reach_points_language_check CHECK (language ~ '^[a-z_]{2,40}$') NOT VALID;
ALTER TABLE duties
    DROP CONSTRAINT duties_language_check,
    ADD CONSTRAINT duties_language_check CHECK (language ~ '^[a-z_]{2,40}$') NOT VALID;
