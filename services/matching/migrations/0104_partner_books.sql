-- locks: partner_steps
-- The operator's tool acts for an organisation too: then nobody of the staff did it.
ALTER TABLE partner_steps ALTER COLUMN staff_id DROP NOT NULL;

-- As in 0102, without the number: a reminder counts one more and changes nothing else.
CREATE OR REPLACE FUNCTION book_partners(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT partners.organisation_id,
        concat_ws(' ', 'standing=' || standing, 'exercise=' || exercise,
            'capacity=' || coalesce(string_agg(
                concat_ws('/', service_line, amount, unit, per, valid_until), ' '
                ORDER BY service_line
            ) FILTER (WHERE unit IS NOT NULL), '')),
        NULL::timestamptz, changed_at
    FROM public.partners
    LEFT JOIN public.partner_lines USING (organisation_id)
    WHERE version > 0
    GROUP BY partners.organisation_id
$$;
