-- locks: partners
-- Who sells services to the network, as an organisation of a kind of its own. It may be a person who
-- trades: no number is kept that could be their own.
ALTER TABLE partners DROP CONSTRAINT partners_kind_check;
ALTER TABLE partners ADD CONSTRAINT partners_kind_check
    CHECK (kind IN ('association', 'company', 'sole_trader', 'parish', 'public_body', 'supplier'));
ALTER TABLE partners ADD CONSTRAINT partners_supplier_phone CHECK (kind <> 'supplier' OR phone = '');
