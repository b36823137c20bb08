-- locks: attentions
-- Who cancels is called no more, and then nobody of the staff has settled the call.
ALTER TABLE attentions
    DROP CONSTRAINT attentions_check2,
    ADD CONSTRAINT attentions_settled CHECK (
        CASE
            WHEN settled_at IS NULL THEN num_nonnulls(settled_by, settled_as) = 0
            ELSE settled_as IS NOT NULL AND (settled_by IS NULL) = (settled_as = 'called_off')
        END
    ) NOT VALID;
