-- locks: reach_points
-- The index was built beside those at work; nobody relies on the key that goes.
ALTER TABLE reach_points
    DROP CONSTRAINT reach_points_pkey,
    ADD CONSTRAINT reach_points_pkey PRIMARY KEY USING INDEX reach_points_each;
