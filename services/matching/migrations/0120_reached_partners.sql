-- locks: partners
-- Whether letters reach somebody of an organisation, by the newest that intake said of it.
ALTER TABLE partners
    ADD COLUMN is_reached boolean NOT NULL DEFAULT true,
    ADD COLUMN reach_number bigint NOT NULL DEFAULT 0 CHECK (reach_number >= 0);
