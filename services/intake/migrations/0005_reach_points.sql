-- How the one who asks is reached: a kind is a value here, never a column. `address` is sealed under
-- the key of `request/<id>` by the name of its kind, so there is one of each kind.
CREATE TABLE reach_points (
    request_id uuid NOT NULL REFERENCES requests ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}$'),
    address bytea NOT NULL,
    language text NOT NULL CHECK (language IN ('fi', 'sv', 'en')),
    may_leave_message boolean NOT NULL,
    verified_at timestamptz,
    place smallint NOT NULL CHECK (place >= 1),
    PRIMARY KEY (request_id, kind)
);

-- Under these names they were sealed as columns of `requests`; nobody was asked about messages.
INSERT INTO reach_points (request_id, kind, address, language, may_leave_message, place)
SELECT id, 'phone', phone, language, false, 1 FROM requests
UNION ALL
SELECT id, 'email', email, language, false, 2 FROM requests WHERE email IS NOT NULL;

ALTER TABLE requests
    DROP COLUMN phone,
    DROP COLUMN email;
