-- locks: nothing
-- Audit: who looked into the log of events, and by what; linked like every audit.
CREATE TABLE event_looks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    staff_id uuid NOT NULL,
    what text NOT NULL CHECK (what IN ('events', 'event', 'way')),
    sought text NOT NULL CHECK (length(sought) <= 400),
    looked_at timestamptz NOT NULL DEFAULT network_now()
);

CREATE INDEX event_looks_age ON event_looks (looked_at, id);

SELECT audit_begin('event_looks', 'id', 'looked_at');
