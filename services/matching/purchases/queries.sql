-- name: sign_purchase
-- A form that is sent twice has the same key: the second stores nothing.
INSERT INTO purchases (
    organisation_id, id, draft_key, activation_id, exercise, service, service_line, municipality, unit,
    quantity, unit_price_cents, first_day, last_day, platform, link
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT (organisation_id, draft_key) DO NOTHING
RETURNING id;

-- name: purchase_of_draft
-- What became of a form that was stored before.
SELECT id FROM purchases WHERE organisation_id = $1 AND draft_key = $2;

-- name: find_purchase
-- A supplier's transaction finds no other than its own.
SELECT * FROM purchases WHERE organisation_id = $1 AND id = $2;

-- name: lock_purchase
-- Of two deliveries at once the second reads what the first left.
SELECT * FROM purchases WHERE organisation_id = $1 AND id = $2 FOR UPDATE;

-- name: state_purchase
-- The row is held.
UPDATE purchases
SET version = $3, stated = $3, ended_on = $4, service = $5, service_line = $6, municipality = $7, unit = $8,
    quantity = $9, unit_price_cents = $10, first_day = $11, last_day = $12, platform = $13, link = $14,
    changed_at = network_now()
WHERE organisation_id = $1 AND id = $2;

-- name: note_terms
-- What was agreed before stays, and who of the coordinators agreed to it.
INSERT INTO purchase_terms (
    organisation_id, purchase_id, number, quantity, unit_price_cents, first_day, last_day, ended_on, stated_by
)
SELECT organisation_id, id, stated, quantity, unit_price_cents, first_day, last_day, ended_on, $3
FROM purchases
WHERE organisation_id = $1 AND id = $2;

-- name: count_delivered
-- The row is held; that no more is delivered than was agreed is its own rule as well.
UPDATE purchases SET version = $3, delivered = $4, changed_at = network_now()
WHERE organisation_id = $1 AND id = $2;

-- name: every_purchase
-- A town buys tens of services in a year, not thousands.
SELECT * FROM purchases ORDER BY coalesce(ended_on, last_day) DESC, lower(service), id;

-- name: purchases_of
-- What one organisation sold.
SELECT * FROM purchases WHERE organisation_id = $1 ORDER BY coalesce(ended_on, last_day) DESC, lower(service), id;

-- name: terms_of_purchase
-- How what is agreed has changed.
SELECT * FROM purchase_terms WHERE organisation_id = $1 AND purchase_id = $2 ORDER BY number DESC;

-- name: minutes_of_purchases
-- Beside the list of all; each number that was corrected is left out.
SELECT id AS purchase_id, (
    SELECT coalesce(sum(minutes), 0)::bigint
    FROM purchase_deliveries
    WHERE purchase_deliveries.organisation_id = purchases.organisation_id
        AND purchase_id = purchases.id AND is_newest AND purchase_deliveries.quantity > 0
) AS minutes
FROM purchases;

-- name: log_delivery
-- Its purchase is held.
INSERT INTO purchase_deliveries (
    organisation_id, purchase_id, draft_key, id, number, replaces, occurred_on, quantity, minutes,
    attendance, logged_by, on_behalf
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: replace_delivery
-- What was said before stays, and counts no more.
UPDATE purchase_deliveries SET is_newest = false WHERE organisation_id = $1 AND id = $2 AND number = $3;

-- name: delivery_of_draft
-- What became of a form that was stored before.
SELECT id FROM purchase_deliveries WHERE organisation_id = $1 AND draft_key = $2;

-- name: find_delivery
-- As it was corrected last.
SELECT * FROM purchase_deliveries WHERE organisation_id = $1 AND id = $2 AND is_newest;

-- name: deliveries_of_purchase
-- All of one contract: at most as many as it has units, beside those that were taken off it.
SELECT * FROM purchase_deliveries
WHERE organisation_id = $1 AND purchase_id = $2 AND is_newest
ORDER BY occurred_on DESC, id DESC;

-- name: latest_deliveries
-- A page of them, whatever number there is.
SELECT * FROM purchase_deliveries
WHERE organisation_id = $1 AND is_newest
ORDER BY occurred_on DESC, id DESC
LIMIT $2;
