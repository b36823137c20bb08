-- locks: staff
-- The roles of deploy/network/permissions.toml; who is bound to a house has one.
ALTER TABLE staff
    DROP CONSTRAINT staff_role_check,
    ADD CONSTRAINT staff_known_roles CHECK (
        roles <@ ARRAY[
            'operator', 'coordinator', 'partner_member', 'supplier', 'reporter', 'funder',
            'safeguarding_lead', 'safeguarding_deputy', 'data_protection_officer', 'admin'
        ]
    ),
    ADD CONSTRAINT staff_bound_to_a_house CHECK (
        organisation_id IS NOT NULL OR NOT roles && ARRAY['partner_member', 'supplier']
    );
