-- One key per person or thing whose data must be erasable alone, wrapped by a key outside.
CREATE TABLE subject_keys (
    subject text PRIMARY KEY CHECK (subject <> ''),
    ring_key text NOT NULL,
    wrapped bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Who was erased, as a hash: applied again after a backup is restored.
CREATE TABLE subject_erasures (
    subject_hash text PRIMARY KEY CHECK (subject_hash ~ '^[0-9a-f]{64}$'),
    erased_at timestamptz NOT NULL DEFAULT now()
);
