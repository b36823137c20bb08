-- locks: requests, staff
-- Whoever only sends people to us has a role of their own, and one house.
ALTER TABLE staff
    DROP CONSTRAINT staff_known_roles,
    DROP CONSTRAINT staff_bound_to_a_house,
    ADD CONSTRAINT staff_known_roles CHECK (
        roles <@ ARRAY[
            'operator', 'coordinator', 'partner_member', 'referrer', 'supplier', 'reporter', 'funder',
            'safeguarding_lead', 'safeguarding_deputy', 'data_protection_officer', 'admin'
        ]
    ),
    ADD CONSTRAINT staff_bound_to_a_house CHECK (
        organisation_id IS NOT NULL OR NOT roles && ARRAY['partner_member', 'referrer', 'supplier']
    );

-- Which organisation asked for whom. It sees its own, so the organisation comes first.
CREATE TABLE partner_requests (
    organisation_id uuid NOT NULL,
    request_id uuid NOT NULL UNIQUE REFERENCES requests ON DELETE CASCADE,
    staff_id uuid NOT NULL,
    made_at timestamptz NOT NULL DEFAULT network_now(),
    PRIMARY KEY (organisation_id, request_id)
);
CREATE INDEX partner_requests_newest ON partner_requests (organisation_id, made_at DESC, request_id);
ALTER TABLE partner_requests ENABLE ROW LEVEL SECURITY;
-- The second wall: see matching's 0100_partners.sql.
CREATE POLICY own ON partner_requests USING (
    organisation_id = coalesce(
        nullif(current_setting('porukalla.organisation', true), '')::uuid, organisation_id
    )
);
