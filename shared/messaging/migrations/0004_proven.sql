-- locks: nothing
-- What `verify` proved once to be whole may be removed: the events with a lower id than `before`.
CREATE TABLE proven (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    before uuid NOT NULL,
    proven_at timestamptz NOT NULL DEFAULT network_now()
);

-- Their sum, by which they can still be compared: how many, and the XOR of their ids.
CREATE TABLE proven_sums (
    account text NOT NULL CHECK (account IN ('sent', 'handled', 'discarded')),
    consumer text NOT NULL,
    type text NOT NULL,
    events bigint NOT NULL CHECK (events >= 0),
    ids uuid NOT NULL,
    PRIMARY KEY (account, consumer, type)
);
