-- locks: nothing
-- What is bought and what was delivered of it, for `verify`: each once, as it was said last.
CREATE FUNCTION book_purchases(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id,
        concat_ws(' ', 'version=' || version, 'organisation=' || organisation_id, 'line=' || service_line,
            'municipality=' || municipality, 'unit=' || unit, 'quantity=' || quantity,
            'price=' || unit_price_cents, 'days=' || first_day || '/' || last_day,
            'ended=' || ended_on, 'delivered=' || delivered, 'exercise=' || exercise),
        NULL::timestamptz, changed_at
    FROM public.purchases
$$;
CREATE FUNCTION book_purchase_deliveries(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT purchase_deliveries.id,
        concat_ws(' ', 'purchase=' || purchase_id, 'number=' || number, 'day=' || occurred_on,
            'quantity=' || purchase_deliveries.quantity, 'minutes=' || minutes,
            'activity=' || CASE WHEN attendance IS NOT NULL THEN purchase_deliveries.id END,
            'exercise=' || exercise),
        NULL::timestamptz, logged_at
    FROM public.purchase_deliveries
    JOIN public.purchases
        ON purchases.organisation_id = purchase_deliveries.organisation_id
        AND purchases.id = purchase_id
    WHERE is_newest
$$;
