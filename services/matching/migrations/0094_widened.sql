-- locks: needs
-- By which steps coordinators had a search go past its soft limits, and until when who did not answer may be
-- asked once more.
ALTER TABLE needs
    ADD COLUMN widened text[] NOT NULL DEFAULT '{}',
    ADD COLUMN silent_until timestamptz,
    ADD CONSTRAINT needs_widened CHECK (
        widened <@ ARRAY['radius', 'at_once', 'silent', 'rest'] AND cardinality(widened) <= 12
    ) NOT VALID;

-- As in 0091; a widened search and its refusal are answers too.
CREATE OR REPLACE FUNCTION book_answers(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (wish_id) wish_id,
        concat_ws(' ', 'answer=' || coalesce(reason, 'asked'), 'request=' || request_id),
        created_at, created_at
    FROM outbox
    CROSS JOIN LATERAL jsonb_to_record(body::jsonb -> 'data') AS data (
        wish_id uuid, request_id uuid, reason text
    )
    WHERE type IN (
            'match.proposed', 'volunteer.matched', 'request.assignment_refused',
            'request.widened', 'request.widening_refused', 'request.referral_refused'
        )
        AND wish_id IS NOT NULL
    ORDER BY wish_id, position
$$;
