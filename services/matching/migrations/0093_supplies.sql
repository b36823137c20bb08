-- locks: nothing
-- What was said last of the help in a town: it is said anew only when it changed.
CREATE TABLE supplies (
    municipality text PRIMARY KEY CHECK (municipality ~ '^[0-9]{3}$'),
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
    said text NOT NULL DEFAULT '',
    activation_id uuid,
    said_at timestamptz,
    counted_at timestamptz NOT NULL DEFAULT network_now()
);
