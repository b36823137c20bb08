-- locks: nothing
-- What a person decided about a row that was set aside; ids only.
CREATE TABLE trouble_decisions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    staff_id uuid NOT NULL,
    decision text NOT NULL CHECK (decision IN ('again', 'let_go')),
    kind text NOT NULL,
    row_id text NOT NULL,
    decided_at timestamptz NOT NULL DEFAULT network_now()
);
