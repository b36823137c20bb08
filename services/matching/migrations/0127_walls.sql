-- locks: activities, partner_lines, partner_steps, partners, plans, referrals
-- The same walls, written so that PostgreSQL guesses better how many rows they let through: half of them,
-- where it was one of 200, so that each page of a large organisation was planned as if it had few.
ALTER POLICY own ON activities USING (
    coalesce(organisation_id = nullif(current_setting('porukalla.organisation', true), '')::uuid, true)
);
ALTER POLICY own ON partner_lines USING (
    coalesce(organisation_id = nullif(current_setting('porukalla.organisation', true), '')::uuid, true)
);
ALTER POLICY own ON partner_steps USING (
    coalesce(organisation_id = nullif(current_setting('porukalla.organisation', true), '')::uuid, true)
);
ALTER POLICY own ON partners USING (
    coalesce(organisation_id = nullif(current_setting('porukalla.organisation', true), '')::uuid, true)
);
ALTER POLICY own ON plans USING (
    coalesce(organisation_id = nullif(current_setting('porukalla.organisation', true), '')::uuid, true)
);
ALTER POLICY own ON referrals USING (
    coalesce(organisation_id = nullif(current_setting('porukalla.organisation', true), '')::uuid, true)
);
