-- locks: needs
-- Of what is not for volunteers no postal code is said. Nothing is checked anew: the new rule is wider.
ALTER TABLE needs DROP CONSTRAINT needs_check2;
ALTER TABLE needs ADD CONSTRAINT needs_details CHECK (
    state = 'closed'
    OR num_nulls(service_line, urgency, municipality, language, volunteer_allowed) = 0
) NOT VALID;
