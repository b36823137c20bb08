-- Several roles at once, bound to an organisation; `role` stays for who signed in before.
ALTER TABLE staff_sessions
    ADD COLUMN roles text[] NOT NULL DEFAULT '{}',
    ADD COLUMN organisation_id uuid,
    ADD COLUMN permissions_version integer NOT NULL DEFAULT 1 CHECK (permissions_version >= 1);
