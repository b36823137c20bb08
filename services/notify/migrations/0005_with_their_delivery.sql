-- locks: attempts, deliveries, letters, news
-- What hangs on a delivery is removed with it. What is here was checked before, so it is not read
-- again while these tables are locked.
ALTER TABLE attempts
    DROP CONSTRAINT attempts_delivery_id_fkey,
    ADD CONSTRAINT attempts_delivery_id_fkey
    FOREIGN KEY (delivery_id) REFERENCES deliveries ON DELETE CASCADE NOT VALID;
ALTER TABLE letters
    DROP CONSTRAINT letters_delivery_id_fkey,
    ADD CONSTRAINT letters_delivery_id_fkey
    FOREIGN KEY (delivery_id) REFERENCES deliveries ON DELETE CASCADE NOT VALID;
ALTER TABLE news
    DROP CONSTRAINT news_delivery_id_fkey,
    ADD CONSTRAINT news_delivery_id_fkey
    FOREIGN KEY (delivery_id) REFERENCES deliveries ON DELETE CASCADE NOT VALID;
