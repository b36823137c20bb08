-- locks: nothing
-- Who sent a consumer again what it never handled; kept where it is handled.
CREATE TABLE replay_audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    publisher text NOT NULL,
    consumer text NOT NULL,
    since timestamptz NOT NULL,
    actor text NOT NULL,
    sent bigint NOT NULL DEFAULT 0 CHECK (sent >= 0),
    done_at timestamptz NOT NULL DEFAULT network_now()
);
