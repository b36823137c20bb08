-- locks: staff
-- Who was invited has no password yet. Accounts of the demo are told apart, for they open the demo only.
ALTER TABLE staff
    ALTER COLUMN password_hash DROP NOT NULL,
    ADD COLUMN demo boolean NOT NULL DEFAULT false;

UPDATE staff SET demo = true WHERE name IN ('demo-admin', 'demo-koordinaattori', 'demo-raportoija');

CREATE TABLE passkeys (
    credential_id bytea PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL CHECK (sign_count >= 0),
    added_at timestamptz NOT NULL DEFAULT network_now()
);

CREATE INDEX passkeys_staff ON passkeys (staff_id);

-- The secret is sealed; a code of the last step or of one before is refused.
CREATE TABLE totp_secrets (
    staff_id uuid PRIMARY KEY REFERENCES staff,
    secret bytea NOT NULL,
    last_step bigint NOT NULL DEFAULT 0 CHECK (last_step >= 0)
);

-- A code that was used is gone.
CREATE TABLE recovery_codes (
    staff_id uuid NOT NULL REFERENCES staff,
    code_hash text NOT NULL CHECK (code_hash ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (staff_id, code_hash)
);

-- The password was right, the second factor is still to come.
CREATE TABLE half_open_sign_ins (
    token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    staff_id uuid NOT NULL REFERENCES staff,
    buckets text[] NOT NULL,
    challenge bytea NOT NULL,
    tries integer NOT NULL DEFAULT 0 CHECK (tries >= 0),
    expires_at timestamptz NOT NULL
);

CREATE INDEX half_open_sign_ins_staff ON half_open_sign_ins (staff_id);

-- One link a person, used once; the password chosen by it counts when the second factor is there too.
CREATE TABLE invitations (
    token_hash text PRIMARY KEY CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    staff_id uuid NOT NULL UNIQUE REFERENCES staff,
    expires_at timestamptz NOT NULL,
    password_hash text CHECK (password_hash LIKE '$argon2id$%'),
    challenge bytea,
    totp_secret bytea,
    CHECK ((password_hash IS NULL) = (challenge IS NULL) AND (challenge IS NULL) = (totp_secret IS NULL))
);
