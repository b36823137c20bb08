-- locks: nothing
-- For `verify`: which organisations are here, how each stands, and how much it said it can give.
CREATE FUNCTION book_organisations(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT organisation_id, 'exercise=' || exercise, NULL::timestamptz, created_at
    FROM public.partners
$$;

CREATE FUNCTION book_partners(told jsonb)
RETURNS TABLE (id uuid, fact text, at timestamptz, changed timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT partners.organisation_id,
        concat_ws(' ', 'standing=' || standing, 'version=' || version, 'exercise=' || exercise,
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
