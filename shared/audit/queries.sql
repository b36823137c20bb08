-- name: audit_ledger
-- Every link of every chain is looked at, where they lie.
SELECT * FROM audit_ledger();

-- name: audit_heads
-- What is kept outside the database, each hour.
SELECT * FROM audit_heads();

-- name: audit_contradicted
-- A chain whose tail was cut off, or that was made anew, holds in itself.
SELECT * FROM audit_contradicted($1, $2, $3);
