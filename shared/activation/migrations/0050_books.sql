-- locks: nothing
-- Which activations there are, as each service knows it: see shared/messaging's `ledger_buckets`.
CREATE FUNCTION book_activations(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT id, concat_ws(' ', 'state=' || state, 'exercise=' || exercise), NULL::timestamptz, opened_at
    FROM activations
$$;
