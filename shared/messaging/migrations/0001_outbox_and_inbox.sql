CREATE TABLE outbox (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL UNIQUE,
    type text NOT NULL,
    subject text NOT NULL,
    subject_version bigint NOT NULL CHECK (subject_version >= 1),
    shard smallint GENERATED ALWAYS AS (hashtext(subject) & 15) STORED,
    traceparent text,
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    sent_at timestamptz,
    UNIQUE (subject, subject_version)
);

CREATE INDEX outbox_unsent ON outbox (position) WHERE sent_at IS NULL;

-- Ids are kept as long as history can be replayed; a duplicate changes nothing.
CREATE TABLE inbox (
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    type text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
);

-- What a person did with a parked message; ids and reasons only.
CREATE TABLE parked_audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue text NOT NULL,
    event_id text NOT NULL,
    action text NOT NULL CHECK (action IN ('retried', 'discarded')),
    actor text NOT NULL,
    reason text NOT NULL,
    done_at timestamptz NOT NULL DEFAULT now()
);
