-- locks: picture_volunteers
-- Whether somebody who offered to help can be asked now: what was said of it last, if anything was.
ALTER TABLE picture_volunteers ADD COLUMN standing text,
    ADD COLUMN standing_version bigint NOT NULL DEFAULT 0;
