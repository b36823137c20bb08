CREATE TABLE staff (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (name = btrim(name) AND name <> ''),
    password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
    role text NOT NULL CHECK (role IN ('operator', 'coordinator', 'reporter', 'admin')),
    created_at timestamptz NOT NULL DEFAULT now(),
    disabled_at timestamptz
);

CREATE UNIQUE INDEX staff_name ON staff (lower(name));

CREATE TABLE sign_ins (
    id uuid PRIMARY KEY,
    session_hash text NOT NULL UNIQUE CHECK (session_hash ~ '^[0-9a-f]{64}$'),
    staff_id uuid NOT NULL REFERENCES staff,
    opened_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz
);

CREATE INDEX sign_ins_staff ON sign_ins (staff_id, opened_at);

-- Wrong passwords from one place for one name, both only as one hash.
CREATE TABLE sign_in_tries (
    bucket text PRIMARY KEY CHECK (bucket ~ '^[0-9a-f]{64}$'),
    failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
    blocked_until timestamptz NOT NULL DEFAULT now(),
    tried_at timestamptz NOT NULL DEFAULT now()
);
