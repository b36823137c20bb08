-- locks: requests, staff
-- What is odd about a request, and those that wait for a person: nothing was said of them yet, so
-- their version is 0, and they are closed without a word when they were not real.
ALTER TABLE requests
    ADD COLUMN flags text[] NOT NULL DEFAULT '{}',
    DROP CONSTRAINT requests_version_check,
    DROP CONSTRAINT requests_state_check,
    DROP CONSTRAINT requests_closure_check,
    ADD CONSTRAINT requests_version_check CHECK (version >= 0) NOT VALID,
    ADD CONSTRAINT requests_state_check CHECK (
        state IN ('held', 'received', 'open', 'proposed', 'assigned', 'unmatched', 'closed')
    ) NOT VALID,
    ADD CONSTRAINT requests_closure_check
        CHECK (closure IN ('completed', 'cancelled', 'set_aside')) NOT VALID,
    ADD CONSTRAINT requests_unsaid CHECK (version > 0 OR state IN ('held', 'closed')) NOT VALID;

-- How often somebody asked in an hour of the clock. `who` is a keyed hash of a phone number or a mail
-- address; those `by_letter` make the network write.
CREATE TABLE door_counts (
    who text NOT NULL CHECK (who ~ '^[0-9a-f]{64}$'),
    hour timestamptz NOT NULL,
    by_letter boolean NOT NULL,
    requests integer NOT NULL CHECK (requests >= 0),
    PRIMARY KEY (who, hour)
);
CREATE INDEX door_counts_hour ON door_counts (hour);

-- Who of the staff let a held request go ahead, or set it aside.
CREATE TABLE held_decisions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL,
    staff_id uuid NOT NULL REFERENCES staff,
    decision text NOT NULL CHECK (decision IN ('let_through', 'set_aside')),
    decided_at timestamptz NOT NULL DEFAULT network_now()
);
CREATE INDEX held_decisions_age ON held_decisions (decided_at);
