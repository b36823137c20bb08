-- locks: nothing
-- Who stands on an association's list is invited: what it said of them lies sealed until they answer.
CREATE TABLE invited_people (
    id uuid PRIMARY KEY,
    token_hash text NOT NULL UNIQUE CHECK (token_hash ~ '^[0-9a-f]{64}$'),
    said bytea NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX invited_people_end ON invited_people (expires_at);

-- Whom we wrote to, by a keyed hash. It outlives the invitation, so that nobody is written to twice
-- by list after list; also whoever said no.
CREATE TABLE invited_addresses (
    address_hash text PRIMARY KEY CHECK (address_hash ~ '^[0-9a-f]{64}$'),
    invited_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX invited_addresses_age ON invited_addresses (invited_at);
