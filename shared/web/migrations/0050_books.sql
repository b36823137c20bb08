-- locks: nothing
-- Whose session ended, as each service knows it: see shared/messaging's `ledger_buckets`.
CREATE FUNCTION book_sessions(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT left(session_hash, 32)::uuid, '', closed_at, closed_at
    FROM staff_sessions
    WHERE closed_at IS NOT NULL
$$;
