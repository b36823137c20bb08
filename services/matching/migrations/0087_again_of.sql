-- locks: needs
-- The request after which the same is asked for once more: whoever did that one is asked first.
ALTER TABLE needs ADD COLUMN again_of uuid;
