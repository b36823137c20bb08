-- locks: attentions
-- Who cancels is called no more, and then nobody of the staff has settled the call.
ALTER TABLE attentions
    DROP CONSTRAINT attentions_check2,
    ADD CONSTRAINT attentions_settled CHECK (
        (settled_at IS NULL) = (settled_as IS NULL)
        AND (settled_by IS NOT NULL) = (settled_as IS NOT NULL AND settled_as <> 'called_off')
    ) NOT VALID;
